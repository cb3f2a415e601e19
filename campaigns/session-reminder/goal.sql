-- When the learner came.
select a.joined_at as reached_at
  from lms.session_attendance a
 where a.session_id = subject and a.user_id = learner and a.joined_at <= as_of
