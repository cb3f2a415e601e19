-- Who has registered for a session that is ahead and is not there yet.
select r.user_id, s.session_id as subject_id, null::timestamptz as last_activity_at
  from lms.sessions s
  join lms.session_registrations r on r.session_id = s.session_id
   and r.registered_at <= as_of and (r.cancelled_at is null or r.cancelled_at > as_of)
  join lms.people p on p.user_id = r.user_id and p.is_active
 where s.starts_at > as_of and (s.cancelled_at is null or s.cancelled_at > as_of)
   and not exists (
     select from lms.session_attendance a
      where a.session_id = r.session_id and a.user_id = r.user_id and a.joined_at <= as_of)
