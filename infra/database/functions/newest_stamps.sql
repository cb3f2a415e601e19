-- Of two sets of stamps the newer of each column.
create or replace function rekindle.newest_stamps(known jsonb, told jsonb) returns jsonb
language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(s.name, s.stamp), '{}') from (
    select e.key as name, max(e.value collate "C") as stamp
      from (select k.key, k.value from jsonb_each_text(known) k union all select t.key, t.value from jsonb_each_text(told) t) e
     group by e.key) s
$$;
revoke execute on function rekindle.newest_stamps from public;
