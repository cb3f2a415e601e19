-- The newest activity of the learner in the course; being enrolled or unenrolled is none.
select a.activity_date as last_activity_at
  from lms.user_activities a
 where a.user_id = learner and a.course_id = subject and a.activity_date <= as_of
   and a.activity_type not in ('enrolled', 'unenrolled')
 order by a.activity_date desc
 limit 1
