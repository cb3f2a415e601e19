-- Learns from the visits of eight weeks at which hours of their own day recipients learn. A day on which somebody was there in an
-- hour counts once, half as much for every two weeks that it is past, and half for the hours beside. An hour is one in which they
-- learn where they were there five times on three days, and half as much again as in their average hour. Platforms that tell days
-- and no times, which are midnights, teach nothing. Returns how many are known.
create or replace function rekindle.learn_hours(moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  known int;
begin
  with homes as materialized (
    select r.user_id, z.name as zone
      from rekindle.recipients r join lms.users u on u.user_id = r.user_id
     cross join lateral rekindle.local_zone(u.timezone) z),
  visits as materialized (
    select h.user_id, extract(hour from t.local)::int as hour, t.local::date as day, count(*) as visits
      from lms.user_activities a join homes h on h.user_id = a.user_id
     cross join lateral (select a.activity_date at time zone h.zone as local) t
     where a.activity_date > moment - interval '56 days' and a.activity_date <= moment
       and a.activity_date <> date_trunc('day', a.activity_date, 'UTC') and t.local <> date_trunc('day', t.local)
     group by 1, 2, 3),
  hours as materialized (
    select v.user_id, v.hour, sum(v.visits) as visits, count(*) as days,
           round(sum(power(0.5::float8, ((moment at time zone 'UTC')::date - v.day) / 14.0::float8))::numeric, 9) as weight
      from visits v group by 1, 2),
  smoothed as (
    select h.user_id, h.hour, h.visits, h.days, h.weight + coalesce(sum(n.weight), 0) / 2 as weight
      from hours h left join hours n on n.user_id = h.user_id and n.hour in ((h.hour + 1) % 24, (h.hour + 23) % 24)
     group by h.user_id, h.hour, h.visits, h.days, h.weight),
  learned as materialized (
    select s.user_id, array_agg(s.hour::smallint order by s.weight desc, s.hour) as hours
      from smoothed s
      join (select h.user_id, sum(h.weight) * 2 / 24 as mean from hours h group by 1) m on m.user_id = s.user_id
     where s.visits >= 5 and s.days >= 3 and s.weight >= 1.5 * m.mean
     group by s.user_id),
  forgotten as (
    delete from rekindle.learning_hours h where not exists (select from learned l where l.user_id = h.user_id)),
  kept as (
    insert into rekindle.learning_hours as h (user_id, hours, computed_at) select l.user_id, l.hours, moment from learned l
    on conflict (user_id) do update set hours = excluded.hours, computed_at = excluded.computed_at
      where h.hours <> excluded.hours)
  select count(*) into known from learned;
  return known;
end
$$;
revoke execute on function rekindle.learn_hours from public;
