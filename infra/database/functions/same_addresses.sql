-- Who has an address that one of these people has, themselves too. By the indexes where the platform's tables have them, else by one
-- reading of everybody's. In PL/pgSQL, which keeps the plan: a tick asks with a few people, and the plan took longer than the rest.
create or replace function rekindle.same_addresses(people bigint[]) returns table (user_id bigint)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query
  with own as materialized (
    select distinct a.address_kind as kind, rekindle.normal_address(a.address_kind, a.address) as address
      from lms.addresses a where a.user_id = any (people))
  select u.user_id from own o join lms.users u on rekindle.mailbox(u.email) = o.address
   where o.kind = 'email' and u.email is not null
  union select u.user_id from own o join lms.users u on rekindle.phone_number(u.phone_number, u.region) = o.address
   where o.kind = 'phone' and u.phone_number is not null
  union select l.user_id from own o join lms.leads l on rekindle.mailbox(l.email) = o.address
   where o.kind = 'email' and l.email is not null
  union select l.user_id from own o join lms.leads l on rekindle.phone_number(l.phone_number, l.region) = o.address
   where o.kind = 'phone' and l.phone_number is not null
  union select g.user_id from own o join lms.guardians g on rekindle.mailbox(g.email) = o.address
   where o.kind = 'email' and g.email is not null
  union select g.user_id from own o join lms.guardians g on rekindle.phone_number(g.phone_number, g.region) = o.address
   where o.kind = 'phone' and g.phone_number is not null
  union select a.user_id from own o join lms.addresses a on a.address_kind = o.kind and a.address = o.address
   where a.address_kind not in ('email', 'phone');
end
$$;
revoke execute on function rekindle.same_addresses from public;
