-- When the session starts, and until when it is worth saying that it is a day away; neither where it does not take place.
select s.starts_at, s.starts_at - interval '2 hours' as nearly_there
  from lms.sessions s
 where s.session_id = subject and (s.cancelled_at is null or s.cancelled_at > as_of)
