-- A page of clients with what a list of them shows.
create or replace function rekindle.find_clients(criteria jsonb, after bigint, most int, moment timestamptz)
returns table (user_id bigint, name text, email text, kind text, is_active boolean, tags text[], has_debt boolean, opted_out text[],
               campaigns text[], last_message_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select i.id, nullif(concat_ws(' ', p.title, p.first_name, p.last_name), ''),
         (select a.address from lms.addresses a where a.user_id = i.id and a.address_kind = 'email' limit 1), p.kind, p.is_active,
         array(select t.tag from rekindle.client_tags t where t.user_id = i.id order by 1),
         exists (select from rekindle.debts d where d.user_id = i.id and d.due_on <= (moment at time zone 'UTC')::date),
         array(select distinct s.channel::text from rekindle.suppressions s
                where s.user_id = i.id and s.lifted_at is null and s.reason in ('opt_out', 'complaint') order by 1),
         array(select distinct c.slug from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
                where e.user_id = i.id and e.status = 'active' order by 1),
         (select max(d.sent_at) from rekindle.message_deliveries d where d.user_id = i.id)
    from rekindle.client_ids(criteria, after, most, moment) i(id)
   cross join lateral (select q.title, q.first_name, q.last_name, q.kind, q.is_active from lms.people q where q.user_id = i.id limit 1) p
   order by i.id
$$;
revoke execute on function rekindle.find_clients from public;
