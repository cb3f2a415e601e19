-- Who started a course and has been away from it for long: learners of a running course whose last activity in it is at least
-- `inactive_days` and at most `lookback_days` calendar days ago where they live, who neither finished nor left it, and
-- whose access has not ended.
--
-- Any activity counts; being enrolled or unenrolled is none. Activities are read once, and who is through with a course is
-- hashed once and not looked up by pair.
with quiet as (
  select a.user_id, a.course_id, max(a.activity_date) as last_activity_at
    from lms.user_activities a
   where a.activity_date <= as_of
     and a.activity_date >= as_of - make_interval(days => lookback_days + 2)
     and a.activity_type not in ('enrolled', 'unenrolled')
   group by a.user_id, a.course_id
),
running as (   -- joined first, or every course would be tried with every learner
  select q.user_id, q.course_id, q.last_activity_at, c.ends_on
    from quiet q join lms.courses c on c.course_id = q.course_id
  offset 0
),
through as materialized (
  select e.user_id, e.course_id from lms.course_enrolments e where rekindle.has_left(e.enrolled_at, e.unenrolled_at, as_of)
  union all
  select p.user_id, p.course_id
    from lms.user_course_progress p
   where p.completed_at <= as_of or (p.completed_at is null and p.completion_percentage >= 100)
  union all
  select x.user_id, x.course_id from lms.course_access x where x.expires_at <= as_of
)
select q.user_id, q.course_id as subject_id, q.last_activity_at
  from running q
  join rekindle.active_people(as_of, -lookback_days, -inactive_days) learner
    on learner.user_id = q.user_id
   and q.last_activity_at >= learner.starts_at and q.last_activity_at < learner.ends_at
 where (q.ends_on is null or q.ends_on >= learner.today)
   and not exists (select from through t where t.user_id = q.user_id and t.course_id = q.course_id)
