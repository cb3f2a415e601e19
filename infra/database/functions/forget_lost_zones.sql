-- Marks the zones that the server has lost, so that who lives there falls back to the deployment's, and that to UTC; returns how
-- many.
create or replace function rekindle.forget_lost_zones() returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  lost text[] := array(select rekindle.lost_zones());
begin
  update rekindle.time_zones z set is_known = false where z.zone = any (lost) and z.is_known;
  update rekindle.deployment d set time_zone = 'UTC' where d.time_zone = any (lost);
  return cardinality(lost);
end
$$;
revoke execute on function rekindle.forget_lost_zones from public;
