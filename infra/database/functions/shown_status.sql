-- The status shown for a delivery is derived, never stored.
create or replace function rekindle.shown_status(d rekindle.message_deliveries) returns text
language sql immutable parallel safe
return case when d.complained_at is not null then 'complained' when d.bounced_at is not null then 'bounced'
  when d.dropped_at is not null then 'dropped' when d.clicked_at is not null then 'clicked'
  when d.opened_at is not null then 'opened' when d.delivered_at is not null then 'delivered'
  when d.status = 'sent' and d.deferred_at is not null then 'deferred' else d.status end;
