-- When the learner came, when something about the group was last told that their calendar has to know, when it is over for them
-- (a week after they left; who is in it leaves tomorrow at the earliest), and what is true now.
select m.joined_at,
       greatest(m.joined_at, case when m.left_at <= as_of then m.left_at end,
                case when s.changed_at <= as_of then s.changed_at end,
                case when s.cancelled_at <= as_of then s.cancelled_at end, single.cancelled_at) as told_at,
       case when now.is_member then as_of + interval '194 hours' else m.left_at + interval '170 hours' end as over_at,
       now.is_member,
       now.is_member and (s.changed_at > m.joined_at and s.changed_at <= as_of or single.cancelled_at > m.joined_at) is true as is_changed,
       coalesce(s.last_at > as_of and (s.cancelled_at is null or s.cancelled_at > as_of), false) as has_series,
       coalesce(s.cancelled_at <= as_of, false) as is_off
  from lms.group_members m
 cross join lateral (select rekindle.is_member(m.joined_at, m.left_at, as_of) as is_member) now
  left join lateral rekindle.group_series(m.group_id, as_of) s on true
 cross join lateral (
    select max(t.cancelled_at) as cancelled_at from lms.meetings t
     where t.group_id = m.group_id and t.cancelled_at <= as_of and t.starts_at > as_of and s.starts_at is not null) single
 where m.group_id = subject and m.user_id = learner
