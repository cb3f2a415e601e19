-- Who and what statements mean: learners by their mailboxes, where one alone has it, and by their accounts; courses by the
-- addresses of activities, each of which is a course's page or lies under it.
create or replace function rekindle.host_names(mailboxes text[], accounts text[], activities text[])
returns table (kind text, name text, id bigint, is_whole boolean)
language sql stable security definer set search_path = pg_catalog rows 100 as $$
  select 'mailbox', m.name, min(u.user_id), true
    from unnest(mailboxes) m(name)
    join lms.users u on u.email is not null and rekindle.email_address(u.email) = rekindle.email_address(m.name)
   group by m.name having count(*) = 1
  union all
  select 'account', o.address, min(o.user_id), true
    from lms.other_addresses o where o.address_kind = 'account' and o.address = any (accounts)
   group by o.address having count(*) = 1
  union all
  select 'activity', a.name, c.course_id, a.name = c.page or a.name = c.page || '/'
    from unnest(activities) a(name)
   cross join lateral (
     select k.course_id, rtrim(k.url, '/') as page from lms.courses k
      where k.url <> '' and (a.name = rtrim(k.url, '/') or starts_with(a.name, rtrim(k.url, '/') || '/')
        or starts_with(a.name, rtrim(k.url, '/') || '?') or starts_with(a.name, rtrim(k.url, '/') || '#'))
      order by length(k.url) desc, k.course_id limit 1) c
$$;
revoke execute on function rekindle.host_names from public;
