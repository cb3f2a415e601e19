-- Who has begun a trial lesson within the last day and has not finished it.
select t.user_id, t.trial_id as subject_id, null::timestamptz as last_activity_at
  from lms.trial_lessons t
  join lms.users u on u.user_id = t.user_id and u.is_active
 where t.started_at <= as_of and t.started_at > as_of - within
   and (t.completed_at is null or t.completed_at > as_of)
