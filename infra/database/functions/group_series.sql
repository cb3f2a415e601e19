-- A group's meetings as one series: its rule, the zone whose clocks it keeps, and the next and the last of them at `as_of`; no row
-- where no rule is told. Not inlined, for it is one row at most: as part of a query it was thought to be thousands, and compiled for that.
create or replace function rekindle.group_series(of_group bigint, as_of timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz, frequency text, every int, meetings int, zone text, next_at timestamptz,
               last_at timestamptz, changed_at timestamptz, cancelled_at timestamptz)
language sql stable parallel safe rows 1 set jit = off as $$
  select s.starts_at, s.ends_at, s.frequency, s.every, s.meetings, z.name, o.next_at, o.last_at, s.changed_at, s.cancelled_at
    from lms.group_schedules s
   cross join lateral rekindle.local_zone(s.timezone) z
   cross join lateral (
     select min(m.at) filter (where m.at > as_of) as next_at, max(m.at) as last_at
       from generate_series(0, s.meetings - 1) n
      cross join lateral (
        select ((s.starts_at at time zone z.name) + n * s.every * case s.frequency
                  when 'daily' then interval '1 day' when 'weekly' then interval '7 days' else interval '1 month' end)
               at time zone z.name as at) m) o
   where s.group_id = of_group
$$;
