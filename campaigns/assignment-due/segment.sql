-- Who takes a course in which something is due within `ahead` and has not handed it in.
select e.user_id, a.assignment_id as subject_id, null::timestamptz as last_activity_at
  from lms.assignments a
  join lms.course_enrolments e on e.course_id = a.course_id
   and e.enrolled_at <= as_of and not rekindle.has_left(e.enrolled_at, e.unenrolled_at, as_of)
  join lms.people p on p.user_id = e.user_id and p.is_active
 where a.due_at > as_of and a.due_at <= as_of + ahead and (a.cancelled_at is null or a.cancelled_at > as_of)
   and not exists (
     select from lms.submissions b
      where b.assignment_id = a.assignment_id and b.user_id = e.user_id and b.submitted_at <= as_of)
