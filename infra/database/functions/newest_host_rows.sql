-- What of these rows is newer than what is there, as one object a row: its key, and the columns that are news. It is noted how
-- new they are now, under locks of the rows' stamps, which everybody takes in the order of their keys.
create or replace function rekindle.newest_host_rows(target text, stamps text[], rows jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog as $$
declare
  keys text[] := array(select k.name from rekindle.host_keys(format('lms_data.%I', target)::regclass) k order by k.place);
  news jsonb;
begin
  with told as materialized (
    select (select string_agg(r.value->>k.name, ' ' order by k.place) from unnest(keys) with ordinality k(name, place)) as key,
           r.value as told, s.stamp
      from jsonb_array_elements(rows) with ordinality r(value, place)
      join unnest(stamps) with ordinality s(stamp, place) on s.place = r.place),
  newest as materialized (
    select distinct on (t.key, c.key) t.key, c.key as name, c.value, t.stamp
      from told t cross join lateral jsonb_each(t.told) c order by t.key, c.key, t.stamp collate "C" desc),
  kept as (
    insert into rekindle.host_rows as h (table_name, key, user_id, stamps)
    select target, n.key, max(case when n.name = 'user_id' then (n.value #>> '{}')::bigint end),
           jsonb_object_agg(n.name, n.stamp)
      from newest n group by n.key order by n.key
    on conflict (table_name, key) do update set stamps = rekindle.newest_stamps(h.stamps, excluded.stamps)
    returning h.key, h.stamps)
  select jsonb_agg(w.told) into news from (
    select jsonb_object_agg(n.name, n.value) as told
      from newest n join kept k on k.key = n.key
     where n.name = any (keys) or k.stamps->>n.name = n.stamp
     group by n.key) w;
  return news;
end
$$;
revoke execute on function rekindle.newest_host_rows from public;
