-- The zone that a name means, or UTC where it is missing or unknown, as one row; laterally joined it becomes part of the query.
create or replace function rekindle.zone_or_utc(zone text) returns table (name text) language sql stable parallel safe rows 1 as
$$ select coalesce((select z.zone from rekindle.time_zones z where z.name = rekindle.zone_name(zone_or_utc.zone) and z.is_known), 'UTC') $$;
