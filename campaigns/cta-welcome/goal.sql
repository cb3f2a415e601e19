-- When the new student was first active; for who approved the request there is nothing to reach.
select min(a.activity_date) as reached_at
  from rekindle.onboardings o
  join lms.user_activities a on a.user_id = o.user_id and a.activity_date >= o.account_at and a.activity_date <= as_of
 where o.approval_id = subject and o.user_id = learner
having min(a.activity_date) is not null
