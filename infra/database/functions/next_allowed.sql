-- The first instant at or after `moment` whose local time of day lies in [from_minute, to_minute); wall-clock arithmetic,
-- so that days of 23 and 25 hours are right. The zone is one that the server takes (rekindle.zone): looked up here, it cost each
-- message of a claim a query of its own.
create or replace function rekindle.next_allowed(moment timestamptz, zone text, from_minute int, to_minute int) returns timestamptz
language sql stable parallel safe
return case
  when (moment at time zone zone)::time::interval < make_interval(mins => from_minute)
    then ((moment at time zone zone)::date + make_interval(mins => from_minute)) at time zone zone
  when (moment at time zone zone)::time::interval < make_interval(mins => to_minute) then moment
  else ((moment at time zone zone)::date + 1 + make_interval(mins => from_minute)) at time zone zone
end;
