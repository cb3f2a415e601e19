-- What the message knows about one learner and one recording; no row while it cannot be watched.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       s.title as session_title,
       s.title as subject_name,
       c.url as recording_link,
       to_char(s.starts_at at time zone zone.name, 'FMDD FMMonth') as session_date,
       rekindle.minutes_in_words(c.duration_minutes) as recording_duration,
       exists (
         select from lms.session_attendance a
          where a.session_id = s.session_id and a.user_id = p.user_id and a.joined_at <= as_of) as has_attended,
       s.speaker_name,
       s.speaker_name is not null as has_speaker,
       to_char(c.expires_at at time zone zone.name, 'FMDD FMMonth YYYY') as expiry_date,
       c.expires_at is not null as has_expiry
  from lms.people p
  join lms.sessions s on s.session_id = subject
  join lms.recordings c on c.session_id = s.session_id
 cross join lateral rekindle.local_zone(p.time_zone) zone
 where p.user_id = learner and p.is_active
   and c.available_at <= as_of and (c.expires_at is null or c.expires_at > as_of)
