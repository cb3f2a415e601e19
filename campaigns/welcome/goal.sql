-- When the learner came into a group.
select min(m.joined_at) as reached_at
  from lms.group_members m
  join lms.signups s on s.user_id = m.user_id
 where m.user_id = learner and m.joined_at >= s.completed_at and m.joined_at <= as_of
having min(m.joined_at) is not null
