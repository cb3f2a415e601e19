-- The learners whom the demo follows, one for each campaign of re-engagement: what they did until `today`, and what they will
-- do on a day of the story. They live in one zone, so that their days are the same.
create function invented.make_cast(today timestamptz) returns void
language sql as $$
  insert into lms_data.users (user_id, first_name, last_name, title, email, phone_number, timezone, locale) values
    (19999001, 'Ananya', 'Menon', 'Dr.', 'ananya.menon@learner.example', '+61491570156', 'Asia/Kolkata', 'en'),
    (19999002, 'Lukas', 'Berg', 'Dr.', 'lukas.berg@learner.example', '+61491570157', 'Asia/Kolkata', 'en'),
    (19999003, 'Grace', 'Okafor', 'Dr.', 'grace.okafor@learner.example', '+61491570158', 'Asia/Kolkata', 'en'),
    (19999004, 'Omar', 'Haddad', 'Dr.', 'omar.haddad@learner.example', '+61491570159', 'Asia/Kolkata', 'en');

  insert into lms_data.profiles (user_id, specialty) values (19999001, 'cardiology');
  insert into lms_data.aida_uses (user_id, used_at) values (19999001, today - interval '40 days' + interval '4 hours');
  insert into lms_data.agent_uses (user_id, agent_id, used_at)
  values (19999001, 920001, today + interval '9 days' + interval '12 hours');

  insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, paid_at, url)
  values (951999900100, 19999001, 5000, 'INR', today - interval '1 day', today + interval '5 days',
          'https://learn.example.org/payments/19999001-0');

  insert into lms_data.course_enrolments (user_id, course_id, enrolled_at) values (19999002, 900002, today - interval '90 days');
  insert into lms_data.user_activities (user_id, course_id, activity_date, activity_type) values
    (19999002, 900002, today - interval '40 days', 'video_play'),
    (19999002, 900002, today + interval '10 days' + interval '12 hours', 'quiz_attempt');
  insert into sample.progress_events (user_id, course_id, occurred_at, modules_completed, completion_percentage) values
    (19999002, 900002, today - interval '40 days', 9, 75),
    (19999002, 900002, today + interval '10 days' + interval '12 hours', 12, 100);
  insert into lms_data.module_completions (user_id, course_id, module_number, completed_at, minutes)
  select 19999002, 900002, n, today - interval '50 days' + n * interval '1 day', 25 from generate_series(1, 9) n;

  with missed as (
    select s.session_id, s.ends_at from lms_data.sessions s where s.starts_at >= today order by s.starts_at limit 1
  ), registered as (
    insert into lms_data.session_registrations (session_id, user_id, registered_at)
    select m.session_id, 19999003, today - interval '3 days' from missed m
  )
  insert into lms_data.recording_views (session_id, user_id, viewed_at)
  select m.session_id, 19999003, m.ends_at + interval '6 days' from missed m;

  with earned as (
    select s.session_id * 100000000 + 19999004 as certificate_id, s.*
      from lms_data.sessions s where s.ends_at < today - interval '33 days' order by s.ends_at desc limit 1
  ), attended as (
    insert into lms_data.session_attendance (session_id, user_id, joined_at)
    select e.session_id, 19999004, e.starts_at from earned e
  ), issued as (
    insert into lms_data.certificates (certificate_id, user_id, session_id, code, cpd_points, issued_at, expires_at, url)
    select e.certificate_id, 19999004, e.session_id, 'CP-' || e.session_id, e.cpd_points, e.ends_at + interval '1 day',
           e.ends_at + interval '91 days', 'https://learn.example.org/certificates/' || e.certificate_id
      from earned e
  )
  insert into lms_data.certificate_downloads (certificate_id, downloaded_at)
  select e.certificate_id, today + interval '13 days' + interval '12 hours' from earned e;
$$;
