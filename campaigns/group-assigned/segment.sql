-- Who came into a group within the last days and is still in it.
select m.user_id, m.group_id as subject_id, null::timestamptz as last_activity_at
  from lms.group_members m
  join lms.groups g on g.group_id = m.group_id
  join lms.users u on u.user_id = m.user_id and u.is_active
 where m.joined_at > as_of - within and rekindle.is_member(m.joined_at, m.left_at, as_of)
