-- The first instant at or after `moment` whose local time of day lies in [from_minute, to_minute); wall-clock arithmetic,
-- so that days of 23 and 25 hours are right. A zone that is unknown falls back to the deployment's.
create or replace function rekindle.next_allowed(moment timestamptz, zone text, from_minute int, to_minute int) returns timestamptz
language plpgsql stable parallel safe as $$
declare
  place text := rekindle.zone(zone);
  local timestamp := moment at time zone place;
  minute int := extract(hour from local) * 60 + extract(minute from local);
begin
  return case when minute < from_minute then (local::date + make_interval(mins => from_minute)) at time zone place
              when minute < to_minute then moment
              else (local::date + 1 + make_interval(mins => from_minute)) at time zone place end;
end
$$;
