-- What no data set has and campaigns ask for, invented around learners that are there: sessions with who registered, came and
-- watched, certificates and who fetched them, what is to be handed in and to be paid, uses of AiDA and its agents, modules, what
-- colleagues did. The same learners and days give the same. Names, texts and links are made up.
drop schema if exists invented cascade;
create schema invented;

-- How far learners came, when: a source gives it.
create table invented.progress (user_id bigint, course_id bigint, at timestamptz, modules int, percentage numeric);
create index on invented.progress (course_id, at) where percentage >= 100;

-- A number from 0 up to 1 that two ids and a purpose always give.
create function invented.draw(a bigint, b bigint, purpose int) returns float8
language sql immutable parallel safe
return (hashint8extended(a, hashint8extended(b, purpose)) & 1048575) / 1048576.0;

create procedure invented.remove(users int8range) language sql as $$
  delete from lms_data.sessions where session_id between 910000 and 919999;
  delete from lms_data.session_details where session_id between 910000 and 919999;
  delete from lms_data.session_registrations where session_id between 910000 and 919999;
  delete from lms_data.session_attendance where session_id between 910000 and 919999;
  delete from lms_data.recordings where session_id between 910000 and 919999;
  delete from lms_data.recording_sections where session_id between 910000 and 919999;
  delete from lms_data.recording_views where session_id between 910000 and 919999;
  delete from lms_data.session_figures where session_id between 910000 and 919999;
  delete from lms_data.certificate_downloads d using lms_data.certificates c
   where c.certificate_id = d.certificate_id and c.session_id between 910000 and 919999;
  delete from lms_data.certificates where session_id between 910000 and 919999;
  delete from lms_data.assignments where assignment_id between 940000 and 949999;
  delete from lms_data.submissions where assignment_id between 940000 and 949999;
  delete from lms_data.payments where users @> user_id and payment_id between 950000000000 and 959999999999;
  delete from lms_data.refunds where users @> user_id and payment_id between 960000000000 and 969999999999;
  delete from lms_data.payment_details d using lms_data.payments y
   where users @> y.user_id and y.payment_id = d.payment_id and d.payment_id between 960000000000 and 969999999999;
  delete from lms_data.payments where users @> user_id and payment_id between 960000000000 and 969999999999;
  delete from lms_data.instalments where users @> user_id and order_id between 960000000000 and 969999999999;
  delete from lms_data.class_enrolments where users @> user_id and order_id between 960000000000 and 969999999999;
  delete from lms_data.order_items i using lms_data.orders o
   where users @> o.user_id and o.order_id = i.order_id and i.order_id between 960000000000 and 969999999999;
  delete from lms_data.orders where users @> user_id and order_id between 960000000000 and 969999999999;
  delete from lms_data.classes where class_id between 960001 and 960003;
  delete from lms_data.agents where agent_id between 920000 and 929999;
  delete from lms_data.agent_uses where agent_id between 920000 and 929999;
  delete from lms_data.agent_figures;
  delete from lms_data.testimonials where testimonial_id between 930000 and 939999;
  delete from lms_data.profiles where users @> user_id;
  delete from lms_data.aida_uses where users @> user_id;
  delete from lms_data.trials where users @> user_id;
  delete from lms_data.course_modules m using (select distinct course_id from invented.progress) c where c.course_id = m.course_id;
  delete from lms_data.course_details d using (select distinct course_id from invented.progress) c where c.course_id = d.course_id;
  delete from lms_data.course_figures f using (select distinct course_id from invented.progress) c where c.course_id = f.course_id;
  delete from lms_data.module_completions where users @> user_id;
  delete from lms_data.course_access where users @> user_id;
  delete from lms_data.lesson_completions where lesson_id between 950000 and 959999;
  delete from lms_data.lessons where lesson_id between 950000 and 959999;
  delete from lms_data.meetings where meeting_id between 950000 and 959999;
  delete from lms_data.group_schedules where group_id between 940000 and 949999;
  delete from lms_data.group_members where group_id between 940000 and 949999;
  delete from lms_data.groups where group_id between 940000 and 949999;
  delete from lms_data.trial_lessons where users @> user_id;
  delete from lms_data.signups where users @> user_id;
  delete from lms_data.other_addresses where users @> user_id and address_kind = 'discord';
$$;

-- The modules of the courses that have progress, when each learner completed them, and an end of access for three learners in ten.
create procedure invented.make_courses(users int8range, first_day date) language sql as $$
  insert into lms_data.course_details (course_id, topic)
  select c.course_id, lower(c.name) from lms_data.courses c where c.course_id in (select p.course_id from invented.progress p);
  insert into lms_data.course_modules (course_id, module_number, name, duration_minutes, key_learnings)
  select c.course_id, n, (array['First steps', 'A closer look', 'In practice', 'Difficult cases', 'Review'])[n % 5 + 1] || ' ' || n,
         15 + n % 3 * 10, case when n % 3 > 0 then E'What to look for\nWhat to do first\nWhat to write down' end
    from lms_data.courses c cross join lateral generate_series(1, c.total_modules) n
   where c.course_id in (select p.course_id from invented.progress p);
  insert into lms_data.module_completions (user_id, course_id, module_number, completed_at, minutes)
  select p.user_id, p.course_id, n, min(p.at), 12 + (invented.draw(p.user_id, p.course_id, 21) * 30)::int
    from invented.progress p cross join lateral generate_series(1, p.modules) n group by 1, 2, 3;
  insert into lms_data.course_access (user_id, course_id, expires_at)
  select e.user_id, e.course_id, greatest(e.enrolled_at + interval '100 days', (c.ends_on + 30)::timestamp at time zone 'UTC')
    from lms_data.course_enrolments e join lms_data.courses c using (course_id)
   where users @> e.user_id and invented.draw(e.user_id, e.course_id, 22) < 0.3;
  insert into lms_data.testimonials (testimonial_id, about, subject_id, author_name, author_specialty, author_location, body, consented_at)
  select 930010, 'course', min(p.course_id), 'Dr. Rafael Ortega', 'family medicine', 'Pune', 'I work differently since.',
         first_day::timestamp at time zone 'UTC'
    from invented.progress p having min(p.course_id) is not null;
$$;

-- A session every third day at a quarter past, so that a quarter of an hour before it is a full hour, its recording an hour after
-- it for ten days; one learner in `share` registers, and half of them come.
create procedure invented.make_sessions(users int8range, first_day date, last_day date, share int) language sql as $$
  insert into lms_data.sessions (session_id, title, topic, speaker_name, speaker_credentials, starts_at, ends_at, cpd_points, key_points)
  select 910000 + n, t.title, t.topic, t.speaker, 'consultant in ' || t.topic, t.at, t.at + interval '55 minutes', 1 + n % 2,
         case when n % 5 < 4 then E'What to ask first\nWhat to do today\nWhom to refer, and when' end
    from generate_series(0, (last_day - first_day) / 3) n
   cross join lateral (
     select (array['Chest Pain in Primary Care', 'Fever in Children', 'Talking about Weight', 'Wounds That Do Not Heal',
                   'Palpitations', 'The Crying Baby', 'Motivation in Ten Minutes', 'Pressure Sores'])[n % 8 + 1] as title,
            (array['cardiology', 'paediatrics', 'general practice', 'nursing'])[n % 4 + 1] as topic,
            (array['Dr. Leila Haddad', 'Priya Nair', 'Dr. Emeka Okafor'])[n % 3 + 1] as speaker,
            (first_day + n * 3 + time '12:15') at time zone 'UTC' as at) t;
  insert into lms_data.session_details (session_id, join_url)
  select s.session_id, 'https://learn.example.org/sessions/' || s.session_id || '/join'
    from lms_data.sessions s where s.session_id between 910000 and 919999;
  insert into lms_data.recordings (session_id, url, available_at, expires_at, duration_minutes)
  select s.session_id, 'https://learn.example.org/recordings/' || s.session_id, s.ends_at + interval '1 hour',
         s.ends_at + interval '10 days', 55
    from lms_data.sessions s where s.session_id between 910000 and 919999;
  insert into lms_data.recording_sections (session_id, position, starts_at_second, title, description, replays)
  select s.session_id, n, n * 700, (array['The first question', 'The examination', 'The plan'])[n],
         case when n < 3 then 'What changes when you do it differently.' end, 4 + (s.session_id * n) % 30
    from lms_data.sessions s cross join generate_series(1, 3) n where s.session_id between 910000 and 919999;
  insert into lms_data.session_registrations (session_id, user_id, registered_at)
  select s.session_id, u.user_id, s.starts_at - make_interval(mins => 60 + (invented.draw(u.user_id, s.session_id, 2) * 10000)::int)
    from lms_data.sessions s join lms_data.users u on users @> u.user_id and invented.draw(u.user_id, s.session_id, 1) * share < 1
   where s.session_id between 910000 and 919999;
$$;

create procedure invented.make_attendance() language sql as $$
  insert into lms_data.session_attendance (session_id, user_id, joined_at)
  select r.session_id, r.user_id, s.starts_at + interval '2 minutes'
    from lms_data.session_registrations r join lms_data.sessions s using (session_id)
   where r.session_id between 910000 and 919999 and invented.draw(r.user_id, r.session_id, 3) < 0.5;
  insert into lms_data.recording_views (session_id, user_id, viewed_at)
  select r.session_id, r.user_id, s.ends_at + make_interval(hours => 3 + (invented.draw(r.user_id, r.session_id, 5) * 200)::int)
    from lms_data.session_registrations r join lms_data.sessions s using (session_id)
   where r.session_id between 910000 and 919999 and invented.draw(r.user_id, r.session_id, 3) >= 0.5
     and invented.draw(r.user_id, r.session_id, 4) < 0.3;
$$;

-- A certificate the day after for whoever came, to be had for ninety days; two in five never look at it.
create procedure invented.make_certificates() language sql as $$
  insert into lms_data.certificates (certificate_id, user_id, session_id, code, cpd_points, issued_at, expires_at, url)
  select a.session_id * 100000000 + a.user_id, a.user_id, a.session_id, 'CP-' || a.session_id || '-' || a.user_id % 100000,
         s.cpd_points, s.ends_at + interval '1 day', s.ends_at + interval '91 days',
         'https://learn.example.org/certificates/' || a.session_id || '-' || a.user_id
    from lms_data.session_attendance a join lms_data.sessions s using (session_id) where a.session_id between 910000 and 919999;
  insert into lms_data.certificate_downloads (certificate_id, viewed_at, downloaded_at)
  select c.certificate_id, d.at, case when invented.draw(c.user_id, c.session_id, 8) < 0.8 then d.at + interval '2 minutes' end
    from lms_data.certificates c
   cross join lateral (select c.issued_at + make_interval(hours => 1 + (invented.draw(c.user_id, c.session_id, 7) ^ 3 * 1400)::int) as at) d
   where c.session_id between 910000 and 919999 and invented.draw(c.user_id, c.session_id, 6) < 0.6;
$$;

-- Something to hand in every third week in each course, on a Sunday evening; three learners in five do, most in the last days.
create procedure invented.make_assignments(users int8range, first_day date, last_day date) language sql as $$
  insert into lms_data.assignments (assignment_id, course_id, title, due_at, url)
  select 940000 + row_number() over (order by d.day, c.course_id), c.course_id,
         (array['A Case of Your Own', 'What Would You Do?', 'Reading the Evidence', 'A Letter to a Colleague'])[1 + (d.n + c.course_id) % 4],
         (d.day + time '18:30') at time zone 'UTC', 'https://learn.example.org/assignments/' || c.course_id || '-' || d.n
    from lms_data.courses c
   cross join lateral (
     select n, date_trunc('week', (greatest(c.starts_on, first_day) + 7 * (n + (c.course_id % 3)::int))::timestamp)::date + 6 as day
       from generate_series(1, (least(c.ends_on, last_day) - greatest(c.starts_on, first_day)) / 7, 3) n) d
   where c.course_id in (select p.course_id from invented.progress p) and d.day <= least(c.ends_on, last_day)
   limit 9999;
  insert into lms_data.submissions (assignment_id, user_id, submitted_at)
  select a.assignment_id, e.user_id, a.due_at - make_interval(mins => (invented.draw(e.user_id, a.assignment_id, 32) * 6000)::int)
    from lms_data.assignments a
    join lms_data.course_enrolments e on e.course_id = a.course_id and users @> e.user_id and e.enrolled_at < a.due_at - interval '5 days'
     and not rekindle.has_left(e.enrolled_at, e.unenrolled_at, a.due_at) and invented.draw(e.user_id, a.assignment_id, 31) < 0.6
   where a.assignment_id between 940000 and 949999;
$$;

-- One learner in four is asked for a payment every six weeks; most pay within days, a few are let off.
create procedure invented.make_payments(users int8range, first_day date, last_day date) language sql as $$
  insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, due_at, paid_at, cancelled_at, url)
  select 950000000000 + u.user_id * 100 + n, u.user_id, (array[5000, 120, 99.5])[k.kind], (array['INR', 'EUR', 'USD'])[k.kind], k.at,
         case when n % 2 = 0 then k.at + interval '20 days' end,
         case when k.fate < 0.75 then k.at + make_interval(hours => 1 + (k.fate ^ 2 * 300)::int) end,
         case when k.fate > 0.95 then k.at + interval '2 days' end,
         'https://learn.example.org/payments/' || u.user_id || '-' || n
    from lms_data.users u
   cross join lateral generate_series(0, least((last_day - first_day) / 42, 99)) n
   cross join lateral (
     select 1 + (u.user_id % 3)::int as kind, invented.draw(u.user_id, n, 43) as fate,
            (first_day + n * 42 + time '06:00') at time zone 'UTC'
              + make_interval(mins => (invented.draw(u.user_id, n, 42) * 42 * 1440)::int) as at) k
   where users @> u.user_id and invented.draw(u.user_id, 0, 41) < 0.25;
$$;

-- One learner in fifty orders places for two children in some quarters: paid at once, or in three instalments of which one in ten
-- comes at the second try. One place in ten is given up, and a part of it paid back.
create procedure invented.make_orders(users int8range, first_day date, last_day date) language sql as $$
  insert into lms_data.classes (class_id, name, starts_at, schedule, place, url)
  select 960000 + n, (array['Piano', 'Violin', 'Chess'])[n], (first_day + time '15:00') at time zone 'UTC', 'Mondays, 17:00', 'Room ' || n,
         'https://learn.example.org/classes/' || 960000 + n
    from generate_series(1, 3) n;
  insert into lms_data.orders (order_id, user_id, number, currency, subtotal, discount_total, total, plan, ordered_at, url)
  select 960000000000 + u.user_id * 100 + n, u.user_id, 'R-' || u.user_id || '-' || n, (array['INR', 'EUR', 'USD'])[1 + (u.user_id % 3)::int],
         150, k.discount, 150 - k.discount, case when k.fate < 0.4 then 'instalments' else 'one_time' end, k.at,
         'https://learn.example.org/orders/' || u.user_id || '-' || n
    from lms_data.users u
   cross join lateral generate_series(0, least((last_day - first_day) / 91, 9)) n
   cross join lateral (
     select case when invented.draw(u.user_id, n, 63) < 0.3 then 15 else 0 end as discount, invented.draw(u.user_id, n, 62) as fate,
            (first_day + n * 91 + time '06:00') at time zone 'UTC'
              + make_interval(mins => (invented.draw(u.user_id, n, 64) * 60 * 1440)::int) as at) k
   where users @> u.user_id and invented.draw(u.user_id, 0, 61) < 0.02;
  insert into lms_data.order_items (order_id, position, class_id, class_name, child_name, price)
  select o.order_id, n, c.class_id, c.name, (array['Ada', 'Noor'])[n], (array[90, 60])[n]
    from lms_data.orders o
   cross join lateral generate_series(1, 2) n
    join lms_data.classes c on c.class_id = 960001 + (o.user_id + n) % 3
   where users @> o.user_id and o.order_id between 960000000000 and 969999999999;
  insert into lms_data.class_enrolments (enrolment_id, user_id, class_id, order_id, child_name, cancelled_at, effective_on, refund_amount,
         refund_currency)
  select o.order_id * 10 + i.position, o.user_id, i.class_id, o.order_id, i.child_name, k.at, (k.at + interval '14 days')::date,
         case when k.at is not null then 30 end, case when k.at is not null then o.currency end
    from lms_data.orders o
    join lms_data.order_items i on i.order_id = o.order_id
   cross join lateral (
     select case when invented.draw(o.order_id, i.position, 65) < 0.1 then o.ordered_at + interval '20 days' end as at) k
   where users @> o.user_id and o.order_id between 960000000000 and 969999999999;
  insert into lms_data.instalments (instalment_id, order_id, user_id, number, count, amount, currency, due_on, url)
  select o.order_id * 10 + n, o.order_id, o.user_id, n, 3, o.total / 3, o.currency, o.ordered_at::date + 30 * (n - 1),
         'https://learn.example.org/payments/' || o.order_id * 10 + n
    from lms_data.orders o cross join lateral generate_series(1, 3) n
   where users @> o.user_id and o.plan = 'instalments' and o.order_id between 960000000000 and 969999999999;
  with asked as (
    select o.order_id as payment_id, o.user_id, o.order_id, null::bigint as instalment_id, o.total as amount, o.currency, o.ordered_at as at
      from lms_data.orders o
     where users @> o.user_id and o.plan = 'one_time' and o.order_id between 960000000000 and 969999999999
    union all
    select o.order_id + 10 * i.number, o.user_id, o.order_id, i.instalment_id, i.amount, o.currency, o.ordered_at + 30 * (i.number - 1) * interval '1 day'
      from lms_data.orders o join lms_data.instalments i on i.order_id = o.order_id
     where users @> o.user_id and o.order_id between 960000000000 and 969999999999),
  tried as (
    select a.*, a.at + interval '10 minutes' as first_at, invented.draw(a.payment_id, 0, 66) < 0.1 as is_refused from asked a),
  paid as (
    insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, paid_at, failed_at, url)
    select t.payment_id, t.user_id, t.amount, t.currency, t.at, t.first_at + case when t.is_refused then interval '1 day' else interval '0' end,
           case when t.is_refused then t.first_at end, 'https://learn.example.org/payments/' || t.payment_id
      from tried t)
  insert into lms_data.payment_details (payment_id, order_id, instalment_id, method, reference, failure_code)
  select t.payment_id, t.order_id, t.instalment_id, 'Visa •••• 4242', 'made-up-' || t.payment_id,
         case when t.is_refused then 'insufficient_funds' end
    from tried t;
  insert into lms_data.refunds (refund_id, payment_id, user_id, amount, currency, refunded_at)
  select e.enrolment_id, y.payment_id, e.user_id, e.refund_amount, e.refund_currency, e.cancelled_at + interval '1 hour'
    from lms_data.class_enrolments e
    join lms_data.orders o on o.order_id = e.order_id
    join lms_data.payments y on y.payment_id = o.order_id + case o.plan when 'instalments' then 10 else 0 end
   where users @> e.user_id and e.refund_amount > 0 and e.order_id between 960000000000 and 969999999999;
$$;

-- Two learners in five use AiDA for a while; one in five of them tries an agent.
create procedure invented.make_agents(users int8range, first_day date, last_day date) language sql as $$
  insert into lms_data.agents (agent_id, name, benefit, specialty, rank, url) values
    (920001, 'Guideline Finder', 'finds the paragraph that applies to your patient', null, 1, 'https://learn.example.org/agents/guidelines'),
    (920002, 'Second Look', 'lists what a differential may have missed', null, 2, 'https://learn.example.org/agents/second-look'),
    (920003, 'Rhythm Reader', 'describes an ECG step by step', 'cardiology', 1, 'https://learn.example.org/agents/rhythm'),
    (920004, 'Letter Writer', null, null, 3, 'https://learn.example.org/agents/letters');
  insert into lms_data.profiles (user_id, specialty)
  select u.user_id, (array['cardiology', 'paediatrics', 'general practice', 'nursing', null])[1 + (invented.draw(u.user_id, 0, 11) * 5)::int % 5]
    from lms_data.users u where users @> u.user_id;
  insert into lms_data.aida_uses (user_id, used_at)
  select u.user_id, b.at + make_interval(days => 3 * n)
    from lms_data.users u
   cross join lateral (
     select (first_day + time '09:00') at time zone 'UTC'
              + make_interval(mins => (invented.draw(u.user_id, 0, 13) * (last_day - first_day) * 1440)::int) as at) b
   cross join generate_series(0, (invented.draw(u.user_id, 0, 14) * 8)::int) n
   where users @> u.user_id and invented.draw(u.user_id, 0, 12) < 0.4;
  insert into lms_data.agent_uses (user_id, agent_id, used_at)
  select a.user_id, 920001, max(a.used_at) + make_interval(hours => (invented.draw(a.user_id, 0, 16) * 1200)::int)
    from lms_data.aida_uses a where users @> a.user_id and invented.draw(a.user_id, 0, 15) < 0.2 group by a.user_id;
  insert into lms_data.testimonials (testimonial_id, about, subject_id, author_name, author_specialty, author_location, body, consented_at) values
    (930001, 'agents', null, 'Dr. Rafael Ortega', 'cardiology', 'Pune', 'It found what I had not thought of.', first_day::timestamp at time zone 'UTC'),
    (930002, 'agents', null, 'Zoë Verma', null, 'Leeds', null, first_day::timestamp at time zone 'UTC'),
    (930003, 'agents', null, 'Dr. Mei Tanaka', 'paediatrics', null, 'Never shown: nobody agreed to it.', null);
$$;

-- One learner in twenty signs up for study groups, tries a lesson and comes into a group of five a week later, two hundred groups at
-- most. Each meets six times, weekly; three lessons prepare a meeting, of which some are done in time. Two in three are on Discord.
create procedure invented.make_groups(users int8range, first_day date, last_day date) language sql as $$
  insert into lms_data.links (name, url) values
    ('profile', 'https://learn.example.org/profile'), ('lesson', 'https://learn.example.org/lessons/{id}'),
    ('discord_channel', 'https://discord.com/channels/381870553235193000/{id}')
  on conflict do nothing;
  insert into lms_data.signups (user_id, completed_at)
  select u.user_id, (first_day + (invented.draw(u.user_id, 0, 32) * (last_day - first_day))::int + time '10:00') at time zone 'UTC'
    from lms_data.users u where users @> u.user_id and invented.draw(u.user_id, 0, 31) < 0.05;
  insert into lms_data.other_addresses (user_id, address_kind, address)
  select s.user_id, 'discord', (80351110200000000 + s.user_id)::text
    from lms_data.signups s where users @> s.user_id and invented.draw(s.user_id, 0, 33) < 0.67;
  insert into lms_data.trial_lessons (trial_id, user_id, lesson_id, started_at, completed_at)
  select s.user_id, s.user_id, 959999, s.completed_at + interval '1 hour',
         case when invented.draw(s.user_id, 0, 34) < 0.5 then s.completed_at + interval '2 hours' end
    from lms_data.signups s where users @> s.user_id;
  insert into lms_data.group_members (group_id, user_id, joined_at)
  select 940000 + p.place / 5, p.user_id, max(p.completed_at) over (partition by p.place / 5) + interval '7 days'
    from (select s.user_id, s.completed_at, row_number() over (order by s.completed_at, s.user_id) - 1 as place
            from lms_data.signups s where users @> s.user_id) p
   where p.place < 1000;
  insert into lms_data.groups (group_id, name, discord_channel_id)
  select m.group_id, (array['Kestrel', 'Heron', 'Wren', 'Plover', 'Dipper', 'Swift', 'Osprey', 'Curlew'])[m.group_id % 8 + 1]
           || ' ' || m.group_id - 939999, (381870553235000000 + m.group_id)::text
    from lms_data.group_members m where m.group_id between 940000 and 949999 group by m.group_id;
  insert into lms_data.group_schedules (group_id, starts_at, ends_at, meetings, timezone, changed_at)
  select m.group_id, t.at, t.at + interval '1 hour', 6, 'Etc/UTC', min(m.joined_at)
    from lms_data.group_members m
   cross join lateral (select ((m.joined_at at time zone 'UTC')::date + 5 + time '13:30') at time zone 'UTC' as at) t
   where m.group_id between 940000 and 949999 group by m.group_id, t.at;
  insert into lms_data.meetings (meeting_id, group_id, starts_at, ends_at)
  select 950000 + (s.group_id - 940000) * 6 + n, s.group_id, s.starts_at + n * interval '7 days', s.ends_at + n * interval '7 days'
    from lms_data.group_schedules s cross join generate_series(0, 5) n where s.group_id between 940000 and 949999;
  insert into lms_data.lessons (lesson_id, title, position, meeting_id)
  select 950000 + (t.meeting_id - 950000) * 3 + n,
         (array['Asking before advising', 'The first five minutes', 'Silence', 'Naming what you see', 'Ending well'])[(t.meeting_id + n) % 5 + 1],
         n, t.meeting_id
    from lms_data.meetings t cross join generate_series(0, 2) n where t.meeting_id between 950000 and 953300;
  insert into lms_data.lesson_completions (lesson_id, user_id, completed_at)
  select l.lesson_id, m.user_id, t.starts_at - make_interval(hours => 12 + (invented.draw(m.user_id, l.lesson_id, 36) * 120)::int)
    from lms_data.lessons l
    join lms_data.meetings t using (meeting_id)
    join lms_data.group_members m using (group_id)
   where l.lesson_id between 950000 and 959998 and invented.draw(m.user_id, l.lesson_id, 35) < 0.7;
$$;

-- What the platform would have counted on each day, from the rows above.
create procedure invented.count_figures() language sql as $$
  insert into lms_data.session_figures (session_id, counted_on, participants, views_total, views_1d, rating, rating_count,
         certificates_issued, certificates_downloaded)
  select s.session_id, day::date, came.n, views.total, views.new, 4.0 + s.session_id % 10 / 10.0, came.n / 3, earned.n, earned.fetched
    from lms_data.sessions s
   cross join lateral generate_series((s.ends_at at time zone 'UTC')::date, (s.ends_at at time zone 'UTC')::date + 80, interval '5 days') day
   cross join lateral (select count(*) as n from lms_data.session_attendance a where a.session_id = s.session_id) came
   cross join lateral (
     select count(*) as total, count(*) filter (where v.viewed_at > day - interval '1 day') as new
       from lms_data.recording_views v where v.session_id = s.session_id and v.viewed_at <= day) views
   cross join lateral (
     select count(*) as n, count(*) filter (where d.downloaded_at <= day) as fetched
       from lms_data.certificates c left join lms_data.certificate_downloads d using (certificate_id)
      where c.session_id = s.session_id and c.issued_at <= day) earned
   where s.session_id between 910000 and 919999;
  insert into lms_data.agent_figures (specialty, counted_on, users_30d)
  select g.specialty, day::date, count(distinct g.user_id)
    from (select min(used_at)::date as first, max(used_at)::date + 90 as last from lms_data.agent_uses) days
   cross join lateral generate_series(days.first, days.last, interval '5 days') day
    join (select u.user_id, u.used_at, s.specialty
            from lms_data.agent_uses u left join lms_data.profiles p using (user_id)
           cross join lateral (values (''), (p.specialty)) s (specialty) where s.specialty is not null) g
      on g.used_at <= day and g.used_at > day - interval '30 days'
   group by 1, 2;
  insert into lms_data.course_figures (course_id, counted_on, completed_7d, completed_30d, completion_rate, rating, rating_count)
  select c.course_id, day::date, done.week, done.month, least(100, 100.0 * done.total / c.n), 4.4, done.total
    from (select p.course_id, min(p.at) as first, max(p.at) as last, count(distinct p.user_id) as n from invented.progress p group by 1) c
   cross join lateral generate_series(c.first::date, c.last::date + 30, interval '5 days') day
   cross join lateral (
     select count(*) filter (where p.at > day - interval '7 days') as week, count(*) filter (where p.at > day - interval '30 days')
            as month, count(*) as total
       from invented.progress p where p.course_id = c.course_id and p.percentage >= 100 and p.at <= day) done;
$$;

-- What the platform does when it is asked for trials.
create function invented.grant_trials(users bigint[], product text, days int, at timestamptz) returns void
language sql as $$
  insert into lms_data.trials (user_id, product, granted_at, expires_at)
  select u, product, at, at + make_interval(days => days) from unnest(users) u
   where not exists (select from lms_data.trials t where t.user_id = u and t.product = grant_trials.product)
$$;

-- Statistics in between, or each step is planned as if the tables were empty.
create function invented.make(users int8range, first_day date, last_day date, share int) returns void
language plpgsql as $$
begin
  analyze lms_data.users, lms_data.courses, lms_data.course_enrolments, invented.progress;
  call invented.remove(users);
  call invented.make_courses(users, first_day);
  call invented.make_sessions(users, first_day, last_day, share);
  analyze lms_data.sessions, lms_data.session_registrations;
  call invented.make_attendance();
  analyze lms_data.session_attendance, lms_data.recording_views;
  call invented.make_certificates();
  call invented.make_assignments(users, first_day, last_day);
  call invented.make_payments(users, first_day, last_day);
  call invented.make_orders(users, first_day, last_day);
  call invented.make_agents(users, first_day, last_day);
  call invented.make_groups(users, first_day, last_day);
  analyze lms_data.certificates, lms_data.certificate_downloads, lms_data.aida_uses, lms_data.agent_uses, lms_data.profiles;
  call invented.count_figures();
  analyze lms_data.course_modules, lms_data.module_completions, lms_data.course_access, lms_data.session_figures,
    lms_data.agent_figures, lms_data.course_figures, lms_data.recordings, lms_data.session_details, lms_data.assignments, lms_data.submissions,
    lms_data.payments, lms_data.payment_details, lms_data.orders, lms_data.order_items, lms_data.class_enrolments, lms_data.instalments,
    lms_data.refunds, lms_data.classes, lms_data.signups, lms_data.groups, lms_data.group_members, lms_data.meetings, lms_data.lessons,
    lms_data.lesson_completions;
end
$$;

-- What the platform does when it is asked for an account: one for each request, and none where the mailbox has one.
create table invented.accounts (cta_submission_id text primary key, user_id bigint not null, is_new boolean not null, password_hash text);

create function invented.open_account(submission text, at timestamptz, out user_id bigint, out is_new boolean)
language plpgsql as $$
declare
  request lms_data.cta_submissions;
begin
  select a.user_id, a.is_new into user_id, is_new from invented.accounts a where a.cta_submission_id = submission;
  if found then return; end if;
  select * into request from lms_data.cta_submissions s where s.cta_submission_id = submission;
  if not found then return; end if;
  select u.user_id into user_id from lms_data.users u where rekindle.mailbox(u.email) = rekindle.mailbox(request.email) limit 1;
  is_new := user_id is null;
  if is_new then
    insert into lms_data.users (user_id, first_name, last_name, email, phone_number)
    select coalesce(max(u.user_id), 0) + 1, request.first_name, request.last_name, request.email, request.phone_number from lms_data.users u
    returning users.user_id into user_id;
  end if;
  insert into invented.accounts values (submission, user_id, is_new);
end
$$;

create function invented.set_password(submission text, hash text) returns void language sql as $$
  update invented.accounts set password_hash = hash where cta_submission_id = submission
$$;
