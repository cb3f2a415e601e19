-- What the messages know about one learner and the recording of one missed session; no row once it cannot be watched.
-- What colleagues did counts from five on; who is named has agreed to it.
select u.title,
       rekindle.name_beside_title(u.title, u.first_name) as first_name,
       u.last_name,
       s.title as session_title,
       s.title as subject_name,
       r.url as shortlink,
       to_char(s.starts_at at time zone zone.name, 'FMDD FMMonth') as session_date,
       rekindle.minutes_in_words(coalesce(r.duration_minutes, extract(epoch from s.ends_at - s.starts_at)::int / 60))
         as session_duration,
       s.speaker_name,
       s.speaker_name is not null as has_speaker,
       s.speaker_credentials,
       s.speaker_name is not null and s.speaker_credentials is not null as has_speaker_credentials,
       s.topic,
       s.topic is not null as has_topic,
       points.list as key_points,
       points.list is not null as has_key_points,
       points.list ->> 0 as key_point_1,
       points.list ->> 1 as key_point_2,
       points.list ->> 2 as key_point_3,
       coalesce(jsonb_array_length(points.list) >= 3, false) as has_three_key_points,
       insights.list as insights,
       insights.list is not null as has_insights,
       popular.list as popular_sections,
       popular.list is not null as has_popular_sections,
       related.list as related_sessions,
       related.list is not null as has_related_sessions,
       s.cpd_points,
       coalesce(s.cpd_points > 0, false) as has_cpd_points,
       coalesce(s.cpd_points = 1, false) as one_cpd_point,
       to_char(r.expires_at at time zone zone.name, 'FMDD FMMonth YYYY') as expiry_date,
       (r.expires_at at time zone zone.name)::date - local.today as days_remaining,
       coalesce((r.expires_at at time zone zone.name)::date > local.today, false) as has_expiry,
       coalesce((r.expires_at at time zone zone.name)::date = local.today + 1, false) as one_day_remaining,
       rekindle.enough(f.views_total) as view_count_total,
       coalesce(f.views_total >= 5, false) as has_view_count_total,
       rekindle.enough(f.views_1d) as view_count_since,
       coalesce(f.views_1d >= 5, false) as has_view_count_since,
       f.rating,
       rekindle.enough(f.rating_count) as rating_count,
       coalesce(f.rating_count >= 5 and f.rating is not null, false) as has_rating,
       rekindle.enough(f.certificates_issued) as certificate_issued_count,
       coalesce(f.certificates_issued >= 5, false) as has_certificate_issued_count,
       peer.body as peer_testimonial,
       peer.author_name as testimonial_author,
       peer.author_location as testimonial_location,
       peer.body is not null as has_testimonial,
       peer.author_location is not null as has_testimonial_location
  from lms.users u
  join lms.sessions s on s.session_id = subject
  join lms.recordings r on r.session_id = s.session_id
 cross join lateral rekindle.local_zone(u.timezone) zone
 cross join lateral (select (as_of at time zone zone.name)::date as today) local
 cross join lateral (select rekindle.lines(s.key_points) as list) points
 cross join lateral (
    select jsonb_agg(jsonb_build_object('title', i.title, 'description', i.description) order by i.position) as list
      from (select n.position, n.title, n.description from lms.recording_sections n
             where n.session_id = s.session_id and btrim(n.description) <> '' order by n.position limit 3) i) insights
 cross join lateral (
    select jsonb_agg(jsonb_build_object('timestamp',
             case when i.starts_at_second >= 3600 then i.starts_at_second / 3600 || ':' else '' end
             || lpad((i.starts_at_second / 60 % 60)::text, 2, '0') || ':' || lpad((i.starts_at_second % 60)::text, 2, '0'),
             'topic', i.title) order by i.replays desc, i.position) as list
      from (select n.position, n.title, n.starts_at_second, n.replays from lms.recording_sections n
             where n.session_id = s.session_id and n.replays >= 5 order by n.replays desc, n.position limit 3) i) popular
 cross join lateral (
    select jsonb_agg(jsonb_build_object('title', n.title,
             'date', to_char(n.starts_at at time zone zone.name, 'FMDD FMMonth')) order by n.starts_at, n.session_id) as list
      from (select o.session_id, o.title, o.starts_at from lms.sessions o
             where o.session_id <> s.session_id and o.topic = s.topic and o.starts_at > as_of
               and (o.cancelled_at is null or o.cancelled_at > as_of)
             order by o.starts_at, o.session_id limit 2) n) related
  left join lateral (
    select g.* from lms.session_figures g
     where g.session_id = s.session_id and g.counted_on between local.today - 7 and local.today
     order by g.counted_on desc limit 1) f on true
  left join lateral (
    select t.* from lms.testimonials t
     where t.about = 'session' and t.subject_id = s.session_id and t.consented_at <= as_of
       and (t.withdrawn_at is null or t.withdrawn_at > as_of) and btrim(t.body) <> ''
     order by t.testimonial_id limit 1) peer on true
 where u.user_id = learner and u.is_active
   and s.ends_at <= as_of and (s.cancelled_at is null or s.cancelled_at > s.starts_at)
   and r.available_at <= as_of and (r.expires_at is null or r.expires_at > as_of)
   and not exists (select from lms.session_attendance a where a.session_id = s.session_id and a.user_id = u.user_id)
