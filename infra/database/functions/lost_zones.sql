-- The zones in use here that the server does not take any more, as after an upgrade of its time zone data.
create or replace function rekindle.lost_zones() returns setof text
language sql stable set search_path = pg_catalog as $$
  select z.zone from (
    select o.zone from rekindle.time_zones o where o.is_known and o.zone is not null
    union select d.time_zone from rekindle.deployment d) z(zone)
   where not rekindle.takes_zone(z.zone)
$$;
revoke execute on function rekindle.lost_zones from public;
