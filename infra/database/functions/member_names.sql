-- The first names of a group's members but one, as a sentence lists them; null where there is nobody else.
create or replace function rekindle.member_names(of_group bigint, but bigint, as_of timestamptz) returns text
language sql stable parallel safe as $$
  select string_agg(n.name, ', ' order by n.name)
          from lms.group_members m join lms.users u on u.user_id = m.user_id and u.is_active
         cross join lateral (select coalesce(nullif(btrim(u.first_name), ''), nullif(btrim(u.last_name), '')) as name) n
         where m.group_id = of_group and m.user_id <> but and rekindle.is_member(m.joined_at, m.left_at, as_of)
$$;
