-- The columns of the key of a table and their types, in order; no row where it has no key. In PL/pgSQL, which plans once a session
-- what SQL functions plan for each call.
create or replace function rekindle.host_keys(target regclass)
returns table (name text, type text, place bigint) language plpgsql stable rows 2 set search_path = pg_catalog as $$
begin
  return query
  select a.attname::text, format_type(a.atttypid, a.atttypmod), k.place
    from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality k(number, place)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
   where i.indrelid = target and i.indisprimary;
end
$$;
revoke execute on function rekindle.host_keys from public;
