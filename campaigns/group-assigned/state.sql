-- When the learner came, when it was last told when the group meets, and what is true now.
select m.joined_at,
       greatest(m.joined_at, case when s.changed_at <= as_of then s.changed_at end) as told_at,
       now.is_member,
       now.is_member and (s.changed_at > m.joined_at and s.changed_at <= as_of) is true as is_changed,
       coalesce(s.last_at > as_of and (s.cancelled_at is null or s.cancelled_at > as_of), false) as has_series,
       rekindle.is_invited('group-' || m.group_id, learner) as is_invited
  from lms.group_members m
 cross join lateral (select rekindle.is_member(m.joined_at, m.left_at, as_of) as is_member) now
  left join lateral rekindle.group_series(m.group_id, as_of) s on true
 where m.group_id = subject and m.user_id = learner
