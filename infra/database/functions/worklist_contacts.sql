-- How a person can be called or written to by another one: their telephone and their mailbox, where nobody has said that it is wrong.
create or replace function rekindle.worklist_contacts(learner bigint) returns table (kind text, address text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.address_kind, a.address from lms.addresses a
   where a.user_id = learner and a.address_kind in ('phone', 'email') and not exists (
     select from rekindle.binding(learner, array[rekindle.address_hash(a.address_kind, a.address)]) s
      where s.reason = 'bounce' and s.lifted_at is null and s.address_hash = rekindle.address_hash(a.address_kind, a.address))
$$;
revoke execute on function rekindle.worklist_contacts from public;
