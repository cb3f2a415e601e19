-- The rows of events at the places of `fresh`, and how new each of them is, together for each table.
create or replace function rekindle.host_rows_by_table(
  from_source text, ids text[], times timestamptz[], row_events int[], row_tables text[], rows jsonb, fresh int[]
) returns table (name text, told jsonb, stamps text[])
language plpgsql stable set search_path = pg_catalog set enable_nestloop = off as $$
begin
  return query
  with event as materialized (
    select i.place, rekindle.host_stamp(i.at, from_source, i.id) as stamp
      from unnest(ids, times) with ordinality i(id, at, place) join unnest(fresh) f(place) on f.place = i.place)
  select t.name, jsonb_agg(r.value order by t.place), array_agg(e.stamp order by t.place)
    from unnest(row_events, row_tables) with ordinality t(event, name, place)
    join event e on e.place = t.event
    join jsonb_array_elements(rows) with ordinality r(value, place) on r.place = t.place
   group by t.name order by t.name;
end
$$;
revoke execute on function rekindle.host_rows_by_table from public;
