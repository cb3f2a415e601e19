-- Where a campaign stands at a moment: its status, or 'waiting' before its start and 'completed' from its end.
create or replace function rekindle.campaign_phase(status text, starts_at timestamptz, ends_at timestamptz, moment timestamptz) returns text
language sql immutable parallel safe
return case when status in ('active', 'paused') and ends_at <= moment then 'completed'
         when status = 'active' and starts_at > moment then 'waiting' else status end;
