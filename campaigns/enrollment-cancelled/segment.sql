-- Whose place in a class was cancelled since less than `within`.
select e.user_id, e.enrolment_id as subject_id, e.cancelled_at as last_activity_at
  from lms.class_enrolments e
 where e.cancelled_at <= as_of and e.cancelled_at > as_of - within
