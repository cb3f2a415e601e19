-- What the messages know about one learner and one session, in the learner's own time; no row once it is over, is called off or
-- the learner is not coming.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       s.title as session_title,
       s.title as subject_name,
       d.join_url as meeting_link,
       rekindle.day_in_words(starts.at::date, (as_of at time zone zone.name)::date) as starts_when,
       to_char(starts.at, 'FMDay FMDD FMMonth') as starts_day,
       to_char(starts.at, 'HH24:MI') as starts_time,
       rekindle.zone_in_words(zone.name, s.starts_at) as zone_name,
       rekindle.minutes_in_words((extract(epoch from s.ends_at - s.starts_at) / 60)::bigint) as session_duration,
       s.speaker_name,
       s.speaker_name is not null as has_speaker,
       s.cpd_points,
       coalesce(s.cpd_points > 0, false) as has_cpd_points
  from lms.people p
  join lms.sessions s on s.session_id = subject
  join lms.session_registrations r on r.session_id = s.session_id and r.user_id = p.user_id
   and (r.cancelled_at is null or r.cancelled_at > as_of)
  left join lms.session_details d on d.session_id = s.session_id
 cross join lateral rekindle.local_zone(p.time_zone) zone
 cross join lateral (select s.starts_at at time zone zone.name as at) starts
 where p.user_id = learner and p.is_active
   and s.ends_at > as_of and (s.cancelled_at is null or s.cancelled_at > as_of)
