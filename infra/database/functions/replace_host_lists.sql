-- Writes the lists that rows of a table bring along, such as the lines of an order: a list is one value, so its rows are all
-- that it has now, in its order. `newest` has of each row its key and what is news of it.
create or replace function rekindle.replace_host_lists(target text, newest jsonb) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
  list record;
begin
  for list in select h.member, h.list_table from rekindle.host_lists h where h.table_name = target loop
    continue when not rekindle.is_stand_alone(list.list_table);
    execute format($text$
      delete from lms_data.%I t using jsonb_array_elements($1) w(told) where w.told ? %L and %s
      $text$, list.list_table, list.member,
      (select string_agg(format('t.%1$I = (w.told->>%1$L)::%2$s', k.name, k.type), ' and ' order by k.place)
         from rekindle.host_keys(format('lms_data.%I', target)::regclass) k)) using newest;
    execute format($text$
      insert into lms_data.%1$I
      select p.* from jsonb_array_elements($1) w(told)
       cross join lateral jsonb_array_elements(case when jsonb_typeof(w.told->%2$L) = 'array' then w.told->%2$L else '[]' end)
         with ordinality l(line, place)
       cross join lateral jsonb_populate_record(null::lms_data.%1$I, l.line || jsonb_build_object(%3$s, 'position', l.place)) p
      $text$, list.list_table, list.member,
      (select string_agg(format('%1$L, w.told->%1$L', k.name), ', ' order by k.place)
         from rekindle.host_keys(format('lms_data.%I', target)::regclass) k)) using newest;
  end loop;
end
$$;
revoke execute on function rekindle.replace_host_lists from public;
