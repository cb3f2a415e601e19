-- Everybody who is active, with the bounds of days where they live: `starts_at` is where the local day begins that lies
-- `first` days from today, `ends_at` where the one ends that lies `last` days from today. For campaigns' segments, into
-- which it is inlined: the bounds cost one conversion for each time zone, and a person two comparisons.
create or replace function rekindle.active_people(as_of timestamptz, first int, last int)
returns table (user_id bigint, zone text, today date, starts_at timestamptz, ends_at timestamptz)
language sql stable parallel safe rows 100000 as $$
  with days as materialized (
    select named.time_zone, valid.zone, local.today, (local.today + first)::timestamp at time zone valid.zone as starts_at,
           (local.today + last + 1)::timestamp at time zone valid.zone as ends_at
      from (select distinct coalesce(p.time_zone, '') as time_zone from lms.people p) named
     cross join lateral (select rekindle.zone(named.time_zone) as zone offset 0) valid   -- once for each
     cross join lateral (select (as_of at time zone valid.zone)::date as today) local)
  select p.user_id, d.zone, d.today, d.starts_at, d.ends_at
    from lms.people p join days d on d.time_zone = coalesce(p.time_zone, '')
   where p.is_active
  offset 0   -- joined first, or each row of a segment would try each zone
$$;
