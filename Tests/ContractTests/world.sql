-- The world of the samples, as of 2026-11-20T02:00:00Z: one course, two learners, one campaign, one message.
-- Ana (1) went quiet ten days ago; Ben (2) is enrolled in the campaign and got its first email yesterday.
insert into lms.users (user_id, first_name, last_name, email, phone_number, timezone) values
  (1, 'Ana', 'Sample', 'ana@example.org', '+15005550001', 'Asia/Kolkata'),
  (2, 'Ben', 'Sample', 'ben@example.org', '+15005550002', 'Asia/Kolkata');
insert into lms.courses (course_id, code, name, total_modules, cpd_points, url) values
  (10, 'NUT', 'Clinical Nutrition', 12, 4, 'https://learn.example.org/courses/10');
insert into lms.course_enrolments (user_id, course_id, enrolled_at) values
  (1, 10, '2026-11-01T06:00:00Z'), (2, 10, '2026-11-01T06:00:00Z');
insert into lms.user_activities (user_id, course_id, activity_date, activity_type) values
  (1, 10, '2026-11-10T06:00:00Z', 'lesson'), (2, 10, '2026-11-09T06:00:00Z', 'lesson');
insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed) values
  (1, 10, 40, 5), (2, 10, 75, 9);

insert into rekindle.campaigns
  (id, slug, title, class, topic, subject_type, current_version, created_at) overriding system value values
  (1, 'sample', 'Sample reminders', 'marketing', 'course', 'course', 1, '2026-11-01T00:00:00Z');
insert into rekindle.campaign_versions
  (campaign_id, version, content_hash, definition, messages, published_at) values
  (1, 1, 'sample', '{
    "slug": "sample", "title": "Sample reminders", "class": "marketing", "topic": "course", "subject": "course",
    "exclusive_group": "course", "fallback_zone": "Asia/Kolkata",
    "enter": {"delay": 3600, "inactive_days": 3, "lookback_days": 30, "rollout": 10000, "holdout": 0},
    "maximum_messages": {"email": 8},
    "send_windows": {"email": {"from": 480, "to": 1200}, "sms": {"from": 540, "to": 1260}},
    "retry": [60, 120, 240],
    "steps": [{"id": "email", "every": 604800, "channels": ["email"], "requires": {}, "useful_for": 172800,
               "templates": [{"from": 1, "name": "welcome-back"}], "fallback_after": 86400}]
  }', '{}', '2026-11-01T00:00:00Z');

create function rekindle_campaigns.sample_v1_segment(as_of timestamptz, inactive_days int, lookback_days int)
returns table (user_id bigint, subject_id bigint, last_activity_at timestamptz) language sql stable as $$
  select a.user_id, a.course_id, max(a.activity_date) from lms.user_activities a
   where a.activity_date <= as_of group by a.user_id, a.course_id
  having max(a.activity_date) < as_of - make_interval(days => inactive_days)
$$;
create function rekindle_campaigns.sample_v1_goal(as_of timestamptz, learner bigint, subject bigint)
returns table (reached_at timestamptz) language sql stable as $$
  select p.completed_at from lms.user_course_progress p
   where p.user_id = learner and p.course_id = subject and p.completed_at <= as_of
$$;
create function rekindle_campaigns.sample_v1_context(as_of timestamptz, learner bigint, subject bigint)
returns table (first_name text, course_name text, percentage numeric) language sql stable as $$
  select u.first_name, c.name, p.completion_percentage
    from lms.users u join lms.course_enrolments e using (user_id) join lms.courses c using (course_id)
    join lms.user_course_progress p using (user_id, course_id)
   where u.user_id = learner and c.course_id = subject
$$;
alter function rekindle_campaigns.sample_v1_segment owner to rekindle_owner;
alter function rekindle_campaigns.sample_v1_goal owner to rekindle_owner;
alter function rekindle_campaigns.sample_v1_context owner to rekindle_owner;

insert into rekindle.recipients (user_id, created_at) values (2, '2026-11-12T02:00:00Z');
insert into rekindle.campaign_enrollments
  (id, user_id, subject_id, campaign_id, version, exclusive_group, enrolled_at, anchor_at, last_activity_at,
   steps, next_due_at) overriding system value values
  (1, 2, 10, 1, 1, 'course', '2026-11-12T02:00:00Z', '2026-11-12T03:00:00Z', '2026-11-09T06:00:00Z',
   '[{"slot": "2026-11-26T03:00:00Z", "occurrences": 1}]', '2026-11-26T03:00:00Z');
insert into rekindle.message_deliveries
  (id, user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage, attempt, channel, class, status,
   template, template_hash, provider, provider_message_id, slot_at, scheduled_at, not_before, expires_at, sent_at)
  overriding system value values
  (1, 2, 1, 10, 1, 1, 0, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', 'sample', 'sendgrid', 'sample-message',
   '2026-11-19T03:00:00Z', '2026-11-19T03:00:00Z', '2026-11-19T03:00:00Z', '2026-11-21T03:00:00Z', '2026-11-19T03:00:30Z');
insert into rekindle.delivery_attempts
  (delivery_id, attempt, lease_token, opt_outs, claimed_at, finished_at, outcome) values
  (1, 1, 1, 0, '2026-11-19T03:00:10Z', '2026-11-19T03:00:30Z', 'accepted');
insert into rekindle.tracked_links (code, delivery_id, link_index, target, created_at) values
  ('Sample01', 1, 0, 'https://learn.example.org/courses/10', '2026-11-19T03:00:10Z');

alter table rekindle.campaigns alter column id restart with 101;
alter table rekindle.campaign_enrollments alter column id restart with 101;
alter table rekindle.message_deliveries alter column id restart with 101;
