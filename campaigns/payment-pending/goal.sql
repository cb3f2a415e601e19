-- When it was paid.
select y.paid_at as reached_at
  from lms.payments y
 where y.payment_id = subject and y.user_id = learner and y.paid_at <= as_of
