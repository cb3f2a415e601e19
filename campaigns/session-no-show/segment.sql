-- Who registered for a session, did not come and has not watched: from `after_end` after its end until `within` after it, as
-- soon as the recording is there.
select r.user_id, s.session_id as subject_id, null::timestamptz as last_activity_at
  from lms.sessions s
  join lms.recordings c on c.session_id = s.session_id
   and c.available_at <= as_of and (c.expires_at is null or c.expires_at > as_of)
  join lms.session_registrations r on r.session_id = s.session_id
   and r.registered_at <= s.ends_at and (r.cancelled_at is null or r.cancelled_at > as_of)
  join lms.people u on u.user_id = r.user_id and u.is_active
 where s.ends_at <= as_of - after_end and s.ends_at > as_of - within
   and (s.cancelled_at is null or s.cancelled_at > as_of)
   and not exists (select from lms.session_attendance a where a.session_id = r.session_id and a.user_id = r.user_id)
   and not exists (
     select from lms.recording_views v
      where v.session_id = r.session_id and v.user_id = r.user_id and v.viewed_at <= as_of)
