-- When the learner handed it in.
select b.submitted_at as reached_at
  from lms.submissions b
 where b.assignment_id = subject and b.user_id = learner and b.submitted_at <= as_of
