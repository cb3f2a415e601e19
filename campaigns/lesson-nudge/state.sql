-- When the meeting begins, how much is done, and whether the reminder of the day before lists what is left.
select t.starts_at,
       2 * l.done < l.total as under_half,
       rekindle.has_campaign('meeting-reminder', learner, subject, as_of) as is_reminded
  from lms.meetings t
 cross join lateral rekindle.lessons_before(t.meeting_id, learner, as_of) l
 where t.meeting_id = subject
