-- Whether this is the new student, or who approved the request.
select o.user_id = learner as is_student, o.admin_id = learner and o.user_id <> learner as is_approver
  from rekindle.onboardings o
 where o.approval_id = subject
