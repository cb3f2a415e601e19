-- Where messages to the addresses of deliveries on their way go at once, through the view `contacts` and so only on the channels of
-- the role that asks. Planned once and by key, as read_contacts is.
create or replace function rekindle.read_rooms(of_provider text, ids bigint[]) returns table (delivery_id bigint, room text)
language plpgsql stable rows 250
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_memoize = off set jit = off
set cpu_index_tuple_cost = 1 as $$
#variable_conflict use_column
begin
  return query
  select c.delivery_id, r.room from rekindle.contacts c
    join rekindle.provider_rooms r on r.provider = of_provider and r.address_hash = c.address_hash
   where c.delivery_id = any (ids);
end
$$;
revoke execute on function rekindle.read_rooms from public;
