-- Takes at once the recipients' locks that a learner's word about a message can ask for: theirs, and those of everybody who has, or has
-- said no at, one of their addresses. One word may be several noes and their ends; taken one after the other, these locks came
-- in no order, and two learners waited for each other.
create or replace function rekindle.lock_people(delivery bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  learner bigint;
  addresses bytea[];
begin
  select d.user_id, array(select a.address_hash from rekindle.own_addresses(d.user_id, 'all', d.address_hash) a)
    into learner, addresses
    from rekindle.message_deliveries d where d.id = delivery;
  perform from rekindle.recipients r
   where r.user_id in (
     select learner
     union select s.user_id from rekindle.binding(learner, addresses) s
     union select h.user_id from rekindle.shared_addresses h where h.address_hash = any (addresses)
     union select h.user_id from rekindle.binding(learner, addresses) s
             join rekindle.shared_addresses h on h.address_hash = s.address_hash)
   order by r.user_id for no key update;
end
$$;
revoke execute on function rekindle.lock_people from public;
