-- When the session ended, and whether its recording can be watched.
select s.ends_at,
       exists (
         select from lms.recordings r
          where r.session_id = s.session_id and r.available_at <= as_of and (r.expires_at is null or r.expires_at > as_of))
         as has_recording
  from lms.sessions s
 where s.session_id = subject
