-- Who takes part in a meeting of the next days: each member of its group, and the group itself where it has a channel.
select r.user_id, t.meeting_id as subject_id, null::timestamptz as last_activity_at
  from lms.meetings t
  join (select m.group_id, m.user_id
          from lms.group_members m
          join lms.users u on u.user_id = m.user_id and u.is_active
         where rekindle.is_member(m.joined_at, m.left_at, as_of)
        union all
        select g.group_id, rekindle.group_recipient(g.group_id) from lms.groups g where btrim(g.discord_channel_id) <> '') r
    on r.group_id = t.group_id
 where t.starts_at > as_of and t.starts_at <= as_of + within and (t.cancelled_at is null or t.cancelled_at > as_of)
