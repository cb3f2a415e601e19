-- Where deliveries on their way go, through the view `contacts` and so only on the channels of the role that asks. Planned once
-- and by key, as claim_deliveries is.
create or replace function rekindle.read_contacts(ids bigint[])
returns table (delivery_id bigint, address text, address_hash bytea)
language plpgsql stable rows 250
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_memoize = off set jit = off
set cpu_index_tuple_cost = 1 as $$
#variable_conflict use_column
begin
  return query select c.delivery_id, c.address, c.address_hash from rekindle.contacts c where c.delivery_id = any (ids);
end
$$;
revoke execute on function rekindle.read_contacts from public;
