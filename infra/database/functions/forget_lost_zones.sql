-- Marks the zones that the server does not take any more, as after an upgrade of its time zone data, so that who lives there
-- falls back to the deployment's, and that to UTC; returns how many. Each is tried: the server's answer decides, and no list.
create or replace function rekindle.forget_lost_zones() returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  lost text;
  count int := 0;
begin
  for lost in
    select distinct z.zone from rekindle.time_zones z where z.is_known and z.zone is not null
    union select d.time_zone from rekindle.deployment d
  loop
    begin
      perform timestamptz 'epoch' at time zone lost;
    exception when invalid_parameter_value then
      update rekindle.time_zones z set is_known = false where z.zone = lost and z.is_known;
      update rekindle.deployment d set time_zone = 'UTC' where d.time_zone = lost;
      count := count + 1;
    end;
  end loop;
  return count;
end
$$;
revoke execute on function rekindle.forget_lost_zones from public;
