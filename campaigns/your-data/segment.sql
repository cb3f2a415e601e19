-- Nobody: the message is asked for.
select u.user_id, u.user_id as subject_id, null::timestamptz as last_activity_at from lms.users u where false
