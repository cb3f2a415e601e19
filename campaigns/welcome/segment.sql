-- Who signed up within the last days and is in no group yet.
select s.user_id, s.user_id as subject_id, null::timestamptz as last_activity_at
  from lms.signups s
  join lms.users u on u.user_id = s.user_id and u.is_active
 where s.completed_at <= as_of and s.completed_at > as_of - within
   and not exists (select from lms.group_members m where m.user_id = s.user_id and m.joined_at <= as_of)
