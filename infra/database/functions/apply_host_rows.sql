-- Writes what events say about rows of one table of `lms_data`; `stamps` says of each row how new it is. A table without a key
-- gets what it has not; a fact that happens once keeps its earliest event; of every other row each column has the value of the
-- newest event that names it, whatever came first. Where the platform has its own view nothing is written.
create or replace function rekindle.apply_host_rows(target text, stamps text[], rows jsonb) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
  stored regclass := format('lms_data.%I', target)::regclass;
  columns text;
  keys text;
  happened text;
  newest jsonb;
begin
  if not rekindle.is_stand_alone(target) then return; end if;
  select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into columns
    from pg_attribute a where a.attrelid = stored and a.attnum > 0 and not a.attisdropped;
  select string_agg(quote_ident(k.name), ', ' order by k.place) into keys from rekindle.host_keys(stored) k;
  select f.happened_at into happened from rekindle.first_facts f where f.table_name = target;
  if keys is null then
    execute format($text$
      insert into %1$s (%2$s) select distinct %3$s from jsonb_populate_recordset(null::%1$s, $1) p
       where not exists (select from %1$s t where %4$s)
      $text$, stored, columns,
      (select string_agg(format('p.%I', a.attname), ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = stored and a.attnum > 0 and not a.attisdropped),
      (select string_agg(format('t.%1$I = p.%1$I', a.attname), ' and ') from pg_attribute a
        where a.attrelid = stored and a.attnum > 0 and a.attnotnull and not a.attisdropped)) using rows;
  elsif happened is not null then
    execute format($text$
      insert into %1$s as t (%2$s) select distinct on (%3$s) %2$s from jsonb_populate_recordset(null::%1$s, $1) p
       order by %3$s, p.%4$I
      on conflict (%3$s) do update set (%2$s) = (select excluded.*) where excluded.%4$I < t.%4$I
      $text$, stored, columns, keys, happened) using rows;
  else
    newest := rekindle.newest_host_rows(target, stamps, rows);
    execute format($text$
      insert into %1$s as t (%2$s)
      select p.* from jsonb_array_elements($1) w(told)
        left join %1$s t on %4$s
       cross join lateral jsonb_populate_record(t, case when t.%5$I is null then %6$s || w.told else w.told end) p
       order by %7$s
      on conflict (%3$s) do update set (%2$s) = (select excluded.*)
      $text$, stored, columns, keys,
      (select string_agg(format('t.%1$I = (w.told->>%1$L)::%2$s', k.name, k.type), ' and ' order by k.place)
         from rekindle.host_keys(stored) k),
      (select k.name from rekindle.host_keys(stored) k where k.place = 1),
      (select format('jsonb_build_object(%s)', coalesce(string_agg(format('%L, %s', a.attname, pg_get_expr(d.adbin, d.adrelid)), ', '), ''))
         from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = stored and a.attnum > 0 and d.adbin is not null
          and a.attname not in (select k.name from rekindle.host_keys(stored) k)),
      (select string_agg(format('p.%I', k.name), ', ' order by k.place) from rekindle.host_keys(stored) k)) using newest;
    perform rekindle.replace_host_lists(target, newest);
  end if;
end
$$;
revoke execute on function rekindle.apply_host_rows from public;
