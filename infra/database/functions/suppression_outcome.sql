-- The code that the ledger records for what a suppression stopped.
create or replace function rekindle.suppression_outcome(reason text) returns text
language sql immutable parallel safe
return case reason when 'opt_out' then 'opted_out' when 'complaint' then 'complained' when 'bounce' then 'bounced'
         else 'closed_by_admin' end;
