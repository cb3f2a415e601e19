-- Who pays, in their places: the learner whom the news names, or whose payment, instalment or order it is; else the one with this
-- customer's name at the provider, else the person who alone has the mailbox. A customer of whom news says it is known from now on.
create or replace function rekindle.payers(from_source text, payments bigint[], news jsonb)
returns table (place int, learner bigint)
language plpgsql volatile set search_path = pg_catalog as $$
begin
  insert into rekindle.provider_references as r (source, kind, reference, id, told_at)
  select distinct on (e.value->>'customer') from_source, 'customer', e.value->>'customer', (e.value->>'user')::bigint,
         (e.value->'payment'->>'at')::timestamptz
    from jsonb_array_elements(news) e(value) where e.value ? 'customer' and e.value ? 'user'
   order by e.value->>'customer', (e.value->'payment'->>'at')::timestamptz desc
  on conflict (source, kind, reference) do update set id = excluded.id, told_at = excluded.told_at where r.id <> excluded.id;
  return query
  select e.place::int,
         coalesce((e.value->>'user')::bigint, p.user_id, i.user_id, o.user_id,
           (select min(a.user_id) from lms.other_addresses a
             where a.address_kind = from_source and a.address = e.value->>'customer' having count(*) = 1),
           (select c.id from rekindle.provider_references c
             where c.source = from_source and c.kind = 'customer' and c.reference = e.value->>'customer'),
           (select min(b.user_id) from (
              select u.user_id from lms.users u
               where u.email is not null and rekindle.mailbox(u.email) = rekindle.mailbox(e.value->>'mailbox')
              union all
              select g.user_id from lms.guardians g
               where g.email is not null and rekindle.mailbox(g.email) = rekindle.mailbox(e.value->>'mailbox')
              union all
              select l.user_id from lms.leads l
               where l.email is not null and rekindle.mailbox(l.email) = rekindle.mailbox(e.value->>'mailbox')) b
             having count(*) = 1))
    from jsonb_array_elements(news) with ordinality e(value, place)
    left join lms.payments p on p.payment_id = payments[e.place]
    left join lms.instalments i on i.instalment_id = (e.value->>'instalment')::bigint
    left join lms.orders o on o.order_id = (e.value->>'order')::bigint;
end
$$;
revoke execute on function rekindle.payers from public;
