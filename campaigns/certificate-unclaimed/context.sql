-- What the messages know about one certificate that nobody fetched; no row once it cannot be downloaded any more.
-- What colleagues did counts from five on.
select u.title,
       rekindle.name_beside_title(u.title, u.first_name) as first_name,
       u.last_name,
       earned.name as session_name,
       earned.name as subject_name,
       t.url as shortlink,
       to_char(s.starts_at at time zone zone.name, 'FMDD FMMonth YYYY') as session_date,
       s.starts_at is not null as has_session_date,
       s.speaker_name,
       s.speaker_name is not null as has_speaker,
       t.code as certificate_id,
       t.code is not null as has_certificate_id,
       to_char(t.issued_at at time zone zone.name, 'FMDD FMMonth YYYY') as issue_date,
       t.cpd_points,
       coalesce(t.cpd_points > 0, false) as has_cpd_points,
       coalesce(t.cpd_points = 1, false) as one_cpd_point,
       to_char(t.expires_at at time zone zone.name, 'FMDD FMMonth YYYY') as expiry_date,
       (t.expires_at at time zone zone.name)::date - local.today as days_remaining,
       coalesce((t.expires_at at time zone zone.name)::date > local.today, false) as has_expiry,
       coalesce((t.expires_at at time zone zone.name)::date = local.today + 1, false) as one_day_remaining,
       rekindle.enough(f.certificates_downloaded) as download_count,
       coalesce(f.certificates_downloaded >= 5, false) as has_download_count,
       rekindle.enough(f.participants) as total_participants,
       coalesce(f.participants >= 5 and f.participants >= f.certificates_downloaded, false) as has_total_participants
  from lms.certificates t
  join lms.users u on u.user_id = t.user_id
  left join lms.sessions s on s.session_id = t.session_id
  left join lms.courses c on c.course_id = t.course_id
 cross join lateral (select coalesce(s.title, c.name) as name) earned
 cross join lateral rekindle.local_zone(u.timezone) zone
 cross join lateral (select (as_of at time zone zone.name)::date as today) local
  left join lateral (
    select g.* from lms.session_figures g
     where g.session_id = t.session_id and g.counted_on between local.today - 7 and local.today
     order by g.counted_on desc limit 1) f on true
 where t.certificate_id = subject and t.user_id = learner and u.is_active
   and t.issued_at <= as_of and (t.revoked_at is null or t.revoked_at > as_of)
   and (t.expires_at is null or t.expires_at > as_of)
