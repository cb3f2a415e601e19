-- When the trial lesson was begun.
select t.started_at
  from lms.trial_lessons t
 where t.trial_id = subject and t.user_id = learner
