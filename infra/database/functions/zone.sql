-- The zone that a name means, as the server calls it, or the deployment's where the name is missing or unknown. In PL/pgSQL,
-- which keeps the plan: as an SQL function, which cannot be inlined for its subqueries, it took ten times as long for each learner.
create or replace function rekindle.zone(name text) returns text
language plpgsql stable parallel safe as $$
begin
  return coalesce((select z.zone from rekindle.time_zones z where z.name = rekindle.zone_name($1) and z.is_known),
                  (select d.time_zone from rekindle.deployment d));
end
$$;
