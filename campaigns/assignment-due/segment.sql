-- Who takes a course in which something is due within `ahead` by the course's date or by one of their own, and has not handed it in.
with due as (
  select a.assignment_id, a.course_id, null::bigint as user_id
    from lms.assignments a
   where a.due_at > as_of and a.due_at <= as_of + ahead and (a.cancelled_at is null or a.cancelled_at > as_of)
  union all
  select d.assignment_id, a.course_id, d.user_id
    from lms.assignment_dates d
    join lms.assignments a on a.assignment_id = d.assignment_id and (a.cancelled_at is null or a.cancelled_at > as_of)
   where d.due_at > as_of and d.due_at <= as_of + ahead
)
select e.user_id, a.assignment_id as subject_id, null::timestamptz as last_activity_at
  from due a
  join lms.course_enrolments e on e.course_id = a.course_id and (a.user_id is null or e.user_id = a.user_id)
   and e.enrolled_at <= as_of and not rekindle.has_left(e.enrolled_at, e.unenrolled_at, as_of)
  join lms.people p on p.user_id = e.user_id and p.is_active
 where (a.user_id is not null or not exists (
     select from lms.assignment_dates d where d.assignment_id = a.assignment_id and d.user_id = e.user_id))
   and not exists (
     select from lms.submissions b
      where b.assignment_id = a.assignment_id and b.user_id = e.user_id and b.submitted_at <= as_of)
