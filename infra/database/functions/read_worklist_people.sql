-- To whom deliveries on their way to the worklist go: people by their own numbers, while their accounts are active and there is a
-- telephone or a mailbox at which a person may reach them.
create or replace function rekindle.read_worklist_people(ids bigint[]) returns table (delivery_id bigint, address text, address_hash bytea)
language sql stable security definer set search_path = pg_catalog as $$
  select d.id, d.user_id::text, rekindle.address_hash('account', d.user_id::text)
    from rekindle.message_deliveries d
   cross join lateral (select p.is_active from lms.people p where p.user_id = d.user_id limit 1) p
   where d.id = any (ids) and d.channel = 'worklist' and d.status in ('scheduled', 'sending') and p.is_active
     and exists (select from rekindle.worklist_contacts(d.user_id))
$$;
revoke execute on function rekindle.read_worklist_people from public;
