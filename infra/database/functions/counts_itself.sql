-- Whether a delivery that another carries is a message under the caps: one letter is one, whatever stands in it. Of a letter whose
-- leader no cap counts, the first item that one does. Asked for items only: it is called for each.
create or replace function rekindle.counts_itself(delivery bigint, carrier bigint) returns boolean
language sql stable as $$
  select not exists (
    select from rekindle.message_deliveries o
     where (o.id = carrier or (o.carried_by = carrier and o.id < delivery)) and o.class = 'marketing'
       and o.status in ('scheduled', 'sending', 'unknown', 'sent', 'presumed_sent'))
$$;
