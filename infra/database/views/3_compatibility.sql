-- Tables of the source documents as views with their columns: the first document's, and the fourth's cache of segments.

-- Messages per enrolment: one source of truth for counters, the ledger itself. What a provider may never have taken is a
-- count of its own.
create or replace view rekindle.enrollment_counters as
select d.enrollment_id,
  count(*) filter (where d.channel = 'email' and d.status = 'sent') as email_count,
  count(*) filter (where d.channel = 'sms' and d.status = 'sent') as sms_count,
  max(d.sent_at) filter (where d.channel = 'email' and d.status = 'sent') as last_email_sent_at,
  max(d.sent_at) filter (where d.channel = 'sms' and d.status = 'sent') as last_sms_sent_at,
  max(d.sent_at) filter (where d.status = 'sent') as last_sent_at,
  count(*) filter (where d.status = 'presumed_sent') as presumed_count,
  count(*) filter (where d.channel = 'email') as emails_counted
from rekindle.message_deliveries d
where d.status in ('sent', 'presumed_sent')
group by d.enrollment_id;

create or replace view rekindle.content_notifications as
select lpad(to_hex(e.id), 32, '0')::uuid as id, e.id as enrollment_id, e.user_id, e.subject_id as course_id, e.status,
  rekindle.stage(coalesce(n.emails_counted, 0)) as stage,
  e.enrolled_at as first_detected_at, n.last_sent_at as last_reminder_sent_at, e.next_due_at as next_reminder_due_at,
  coalesce(n.email_count, 0) as email_count, coalesce(n.sms_count, 0) as sms_count,
  n.last_email_sent_at, n.last_sms_sent_at,
  coalesce(p.completion_percentage, 0.00) as completion_percentage, coalesce(p.modules_completed, 0) as modules_completed,
  c.total_modules, e.last_activity_at, e.enrolled_at as created_at,
  greatest(e.enrolled_at, n.last_sent_at, e.ended_at) as updated_at,
  case when e.status = 'completed' then e.ended_at end as completed_at,
  case when e.status = 'unsubscribed' then e.ended_at end as unsubscribed_at
from rekindle.campaign_enrollments e
join rekindle.campaigns k on k.id = e.campaign_id and k.subject_type = 'course'
left join rekindle.enrollment_counters n on n.enrollment_id = e.id
left join lms.courses c on c.course_id = e.subject_id
left join lms.user_course_progress p on p.user_id = e.user_id and p.course_id = e.subject_id;

create or replace view rekindle.course_reminder_logs as
select lpad(to_hex(d.id), 32, '0')::uuid as id, lpad(to_hex(d.enrollment_id), 32, '0')::uuid as notification_id,
  d.user_id, d.subject_id as course_id, d.channel, d.stage,
  case d.channel when 'email' then 'email_stage_' || d.stage when 'sms' then 'sms_standard' else d.template end as template_used,
  d.scheduled_at, d.sent_at, d.delivered_at, d.opened_at, d.clicked_at, rekindle.shown_status(d) as status,
  nullif(concat_ws(': ', d.reason, d.reason_detail), '') as error_message, d.provider_message_id, d.scheduled_at as created_at
from rekindle.message_deliveries d
join rekindle.campaigns k on k.id = d.campaign_id and k.subject_type = 'course';

create or replace view rekindle.course_unsubscribes as
select distinct on (s.user_id, s.scope, s.subject_id) lpad(to_hex(s.id), 32, '0')::uuid as id, s.user_id,
  case when s.scope = 'subject' then s.subject_id end as course_id,   -- null: all course reminders
  s.created_at as unsubscribed_at, coalesce(s.comment, s.reason) as reason, s.source
from rekindle.suppressions s
where s.reason = 'opt_out' and s.lifted_at is null and s.channel = 'all'
  and (s.scope = 'all' or (s.scope = 'topic' and s.topic = 'course') or (s.scope = 'subject' and s.subject_type = 'course'))
order by s.user_id, s.scope, s.subject_id, s.id;

-- One row for each learner and segment, whatever the number of courses or certificates that it is about.
create or replace view rekindle.user_segments as
select m.user_id,
  case c.slug when 'aida-agents' then 'aida_users' when 'course-incomplete' then 'incomplete_courses'
    when 'session-no-show' then 'no_show' when 'certificate-unclaimed' then 'unclaimed_certificates' else c.slug end as segment_type,
  jsonb_build_object('campaign', c.slug, 'version', max(m.version), 'subject_type', c.subject_type, 'subjects', jsonb_agg(
    jsonb_build_object('id', m.subject_id, 'last_activity_at', m.last_activity_at) order by m.subject_id)) as segment_data,
  max(m.calculated_at) as calculated_at, max(m.expires_at) as expires_at
from rekindle.segment_memberships m join rekindle.campaigns c on c.id = m.campaign_id
group by m.user_id, c.id;
