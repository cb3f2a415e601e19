-- Whose place in a class is sure since less than `within`; what is cancelled is not confirmed.
select e.user_id, e.enrolment_id as subject_id, null::timestamptz as last_activity_at
  from rekindle.places e
 where e.confirmed_at <= as_of and e.confirmed_at > as_of - within and (e.cancelled_at is null or e.cancelled_at > as_of)
