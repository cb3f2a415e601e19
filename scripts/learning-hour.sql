-- How often a message that waits for the hour in which its learner learns comes in the hour before a visit, beside one at a fixed
-- 9:00: over the weeks of an installation's own past, each told only what was known before it. Changes nothing.
--
--   psql "$DATABASE_URL" -f scripts/learning-hour.sql
begin;
insert into rekindle.recipients (user_id, created_at)
select distinct a.user_id, min(a.activity_date) from lms.user_activities a group by a.user_id on conflict do nothing;
create temporary table days (user_id bigint, day date, zone text, hour int) on commit drop;
do $$
declare
  first timestamptz := (select date_trunc('day', min(a.activity_date)) from lms.user_activities a);
  last timestamptz := (select max(a.activity_date) from lms.user_activities a);
  week timestamptz := first + interval '28 days';
begin
  while week + interval '7 days' <= last loop
    perform rekindle.learn_hours(week);
    insert into days
    select r.user_id, (week at time zone z.name)::date + n, z.name,
           (select h.hours[i] from rekindle.learning_hours h cross join generate_subscripts(h.hours, 1) i
             where h.user_id = r.user_id and h.hours[i] between 8 and 19 order by i limit 1)
      from rekindle.recipients r join lms.users u on u.user_id = r.user_id
     cross join lateral rekindle.local_zone(u.timezone) z
     cross join generate_series(0, 6) n
     where exists (select from lms.user_activities a where a.user_id = r.user_id and a.activity_date < week);
    week := week + interval '7 days';
  end loop;
end
$$;
with sent as (
  select d.hour is not null as is_known, d.user_id, p.plan,
         (d.day + make_interval(hours => case p.plan when 'fixed' then 9 else coalesce(d.hour, 8) end)) at time zone d.zone as at
    from days d cross join (values ('fixed'), ('learned')) p(plan)),
judged as (
  select s.is_known, s.plan, exists (
           select from lms.user_activities a
            where a.user_id = s.user_id and a.activity_date > s.at and a.activity_date <= s.at + interval '1 hour') as is_hit
    from sent s)
select case when grouping(is_known) = 1 then 'all' when is_known then 'hour known' else 'hour unknown' end as learners, plan,
       count(*) as messages, count(*) filter (where is_hit) as before_a_visit,
       round(100.0 * count(*) filter (where is_hit) / count(*), 1) as percent
  from judged group by grouping sets ((is_known, plan), (plan)) order by 1, 2;
rollback;
