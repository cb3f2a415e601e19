-- From which day on reports read the ledger itself: the first that the roll-up has not counted. All of it where it has counted nothing.
create or replace function rekindle.live_from(moment timestamptz) returns table (day date, since timestamptz)
language sql stable as $$
  select f.day, f.day::timestamp at time zone z.time_zone
    from rekindle.rollup r join rekindle.deployment z on z.is_only
   cross join lateral (
     select least(coalesce(r.counted_until, '-infinity'), (moment at time zone z.time_zone)::date) as day) f
   where r.is_only
$$;
revoke execute on function rekindle.live_from from public;
