-- Who went quiet: learners of a running course whose last activity in it is at least `inactive_days` and at most
-- `lookback_days` calendar days ago where they live, and who neither finished the course nor left it.
--
-- Any activity counts; being enrolled or unenrolled is none. The days' bounds are computed once for each time zone, so
-- that a pair costs two comparisons; activities are read once; who is through with a course is hashed once and not looked up by pair.
with zone as materialized (
  select named.timezone, today.day,
         (today.day - inactive_days + 1)::timestamp at time zone valid.name as quiet_before,
         (today.day - lookback_days)::timestamp at time zone valid.name as quiet_since
    from (select distinct coalesce(u.timezone, '') as timezone from lms.users u) named
   cross join lateral (select rekindle.zone(named.timezone) as name offset 0) valid
   cross join lateral (select (as_of at time zone valid.name)::date as day) today
),
quiet as (
  select a.user_id, a.course_id, max(a.activity_date) as last_activity_at
    from lms.user_activities a
   where a.activity_date <= as_of
     and a.activity_date >= as_of - make_interval(days => lookback_days + 2)
     and a.activity_type not in ('enrolled', 'unenrolled')
   group by a.user_id, a.course_id
),
through as materialized (
  select e.user_id, e.course_id from lms.course_enrolments e where e.unenrolled_at <= as_of
  union all
  select p.user_id, p.course_id
    from lms.user_course_progress p
   where p.completed_at <= as_of or (p.completed_at is null and p.completion_percentage >= 100)
)
select q.user_id, q.course_id as subject_id, q.last_activity_at
  from quiet q
  join lms.users u on u.user_id = q.user_id and u.is_active
  join zone z on z.timezone = coalesce(u.timezone, '')
             and q.last_activity_at >= z.quiet_since and q.last_activity_at < z.quiet_before
  join lms.courses c on c.course_id = q.course_id and (c.ends_on is null or c.ends_on >= z.day)
 where not exists (select from through t where t.user_id = q.user_id and t.course_id = q.course_id)
