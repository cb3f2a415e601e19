-- The zone that a name means, or the deployment's where the name is missing or unknown, as one row: laterally joined it becomes
-- part of the query, where each call of rekindle.zone is a query of its own.
create or replace function rekindle.local_zone(zone text) returns table (name text) language sql stable parallel safe rows 1 as
$$ select coalesce(z.zone, d.time_zone)
     from rekindle.deployment d left join rekindle.time_zones z on z.name = rekindle.zone_name(local_zone.zone) and z.is_known $$;
