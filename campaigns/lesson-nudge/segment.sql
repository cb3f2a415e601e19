-- Members of groups that meet within the next days, who have a lesson for it that is not done.
select m.user_id, t.meeting_id as subject_id, null::timestamptz as last_activity_at
  from lms.meetings t
  join lms.group_members m on m.group_id = t.group_id and rekindle.is_member(m.joined_at, m.left_at, as_of)
  join lms.users u on u.user_id = m.user_id and u.is_active
 where t.starts_at > as_of and t.starts_at <= as_of + within and (t.cancelled_at is null or t.cancelled_at > as_of)
   and exists (
     select from lms.lessons l
      where l.meeting_id = t.meeting_id and not exists (
        select from lms.lesson_completions c
         where c.lesson_id = l.lesson_id and c.user_id = m.user_id and c.completed_at <= as_of))
