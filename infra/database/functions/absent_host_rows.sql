-- Which of the rows that events change are not there, as their places among `rows`: nothing can be changed in them yet.
create or replace function rekindle.absent_host_rows(target text, rows jsonb) returns setof int
language plpgsql stable set search_path = pg_catalog as $$
declare
  matches text := (
    select string_agg(format('t.%1$I = (r.value->>%1$L)::%2$s', k.name, k.type), ' and ' order by k.place)
      from rekindle.host_keys(format('lms_data.%I', target)::regclass) k);
begin
  if matches is null then return; end if;
  return query execute format($text$
    select r.place::int from jsonb_array_elements($1) with ordinality r(value, place)
     where not exists (select from lms.%I t where %s)
    $text$, target, matches) using rows;
end
$$;
revoke execute on function rekindle.absent_host_rows from public;
