-- To whom deliveries on their way in the app go: their users' own numbers, while their accounts are active.
create or replace function rekindle.read_accounts(ids bigint[]) returns table (delivery_id bigint, address text, address_hash bytea)
language sql stable security definer set search_path = pg_catalog as $$
  select d.id, d.user_id::text, rekindle.address_hash('account', d.user_id::text)
    from rekindle.message_deliveries d
   cross join lateral (select p.is_active from lms.people p where p.user_id = d.user_id and p.kind = 'user' limit 1) p
   where d.id = any (ids) and d.channel = 'inapp' and d.status in ('scheduled', 'sending') and p.is_active
$$;
revoke execute on function rekindle.read_accounts from public;
