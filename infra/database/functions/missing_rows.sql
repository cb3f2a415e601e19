-- Of the rows that events need, those that are not there, each with the place of its event and its name.
create or replace function rekindle.missing_rows(events int[], tables text[], names text[], keys jsonb)
returns table (event int, name text)
language plpgsql stable set search_path = pg_catalog as $$
declare
  target record;
begin
  for target in
    select t.name, array_agg(t.event order by t.place) as events, array_agg(t.row_name order by t.place) as names,
           jsonb_agg(k.value order by t.place) as keys
      from unnest(events, tables, names) with ordinality t(event, name, row_name, place)
      join jsonb_array_elements(keys) with ordinality k(value, place) on k.place = t.place group by t.name
  loop
    return query select target.events[a.place], target.names[a.place] from rekindle.absent_host_rows(target.name, target.keys) a(place);
  end loop;
end
$$;
revoke execute on function rekindle.missing_rows from public;
