-- When the trial lesson was finished.
select t.completed_at as reached_at
  from lms.trial_lessons t
 where t.trial_id = subject and t.user_id = learner and t.completed_at <= as_of
