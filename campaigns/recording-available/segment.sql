-- Who registered for a session whose recording can be watched since less than `within`, and has not watched it: who came, and
-- where it was there no sooner than `absent_after` after the end, also who did not.
select r.user_id, s.session_id as subject_id, null::timestamptz as last_activity_at
  from lms.recordings c
  join lms.sessions s on s.session_id = c.session_id
   and s.ends_at <= as_of and (s.cancelled_at is null or s.cancelled_at > s.starts_at)
  join lms.session_registrations r on r.session_id = s.session_id
   and r.registered_at <= s.ends_at and (r.cancelled_at is null or r.cancelled_at > as_of)
  join lms.people p on p.user_id = r.user_id and p.is_active
 where c.available_at <= as_of and c.available_at > as_of - within and (c.expires_at is null or c.expires_at > as_of)
   and (c.available_at >= s.ends_at + absent_after
        or exists (
          select from lms.session_attendance a
           where a.session_id = r.session_id and a.user_id = r.user_id and a.joined_at <= as_of))
   and not exists (
     select from lms.recording_views v
      where v.session_id = r.session_id and v.user_id = r.user_id and v.viewed_at <= as_of)
