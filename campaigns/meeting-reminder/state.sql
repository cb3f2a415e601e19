-- When the meeting begins, and whether it is a member or the group who is told.
select t.starts_at, learner > 0 as is_person
  from lms.meetings t
 where t.meeting_id = subject
