-- Makes the list of zones equal to the server's, which changes with its time zone data: new names are added, and a zone that was
-- lost and is back is known again. Asking for all names takes the server 0.1 to 0.3 s.
create or replace function rekindle.refresh_time_zones() returns void
language sql volatile security definer set search_path = pg_catalog as $$
  with server as materialized (select s.name from pg_timezone_names s where s.name !~ '^(posix|right)/'),
  marked as (
    update rekindle.time_zones z set is_known = s.is_known
      from (select o.name, o.zone is null or exists (select from server n where n.name = o.zone) as is_known
              from rekindle.time_zones o) s
     where s.name = z.name and s.is_known <> z.is_known)
  insert into rekindle.time_zones (name, zone) select rekindle.zone_name(n.name), n.name from server n on conflict do nothing
$$;
revoke execute on function rekindle.refresh_time_zones from public;
