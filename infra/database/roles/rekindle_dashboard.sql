-- dashboard-query: reads figures and reasons, no addresses, and writes nothing but who was looked at. Names it learns of nobody whom
-- it was not asked for.
select rekindle.make_role('rekindle_dashboard', '{"default_transaction_read_only": "on", "jit": "off"}');   -- compiling took longer than reading
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.message_deliveries,
  rekindle.suppressions, rekindle.job_execution_logs, rekindle.anomalies, rekindle.deployment, rekindle.time_zones, rekindle.reach,
  rekindle.recipients, rekindle.shared_addresses, rekindle.job_changes, rekindle.assignments, rekindle.guardrails,
  rekindle.incidents to rekindle_dashboard;
grant select (incident_id, kind, sent_at, failure) on rekindle.operator_notices to rekindle_dashboard;
grant select (channel, body, learners, received_at) on rekindle.inbound_replies to rekindle_dashboard;
grant select (delivery_id, kind, occurred_at, detail, is_suspect) on rekindle.delivery_events to rekindle_dashboard;
grant select (user_id, channel, is_granted, source, given_at) on rekindle.consents to rekindle_dashboard;
grant select (uid, user_id, status, meeting, ends_at) on rekindle.invitations to rekindle_dashboard;
grant select (uid, user_id, occurrence, answer) on rekindle.meeting_answers to rekindle_dashboard;
grant select (id, source, event_id, type, reason, detail, user_id, received_at, seen) on rekindle.events_unknown to rekindle_dashboard;
grant select (id, message, about) on rekindle.notification_jobs to rekindle_dashboard;
grant select on rekindle.order_faults to rekindle_dashboard;
grant select (user_id, channel, address_hash) on rekindle.addresses to rekindle_dashboard;
grant select on rekindle.lead_campaigns to rekindle_dashboard;
grant usage on schema lms to rekindle_dashboard;
grant select on lms.courses, lms.user_course_progress to rekindle_dashboard;
grant select (delivery_id, campaign_id, taken_by, not_before, opened_at, closed_at, closing) on rekindle.worklist_items to rekindle_dashboard;
grant select (delivery_id, outcome, settled_at) on rekindle.worklist_outcomes to rekindle_dashboard;
-- Money and growth without persons.
grant select on rekindle.newcomers to rekindle_dashboard;
grant select (currency, total, ordered_at, cancelled_at) on lms.orders to rekindle_dashboard;
grant select (confirmed_at, cancelled_at) on lms.class_enrolments to rekindle_dashboard;
grant select (enrolled_at) on lms.course_enrolments to rekindle_dashboard;
grant select (slug, value, cost_per_message, target_percent) on rekindle.campaign_goals to rekindle_dashboard;
grant select on rekindle.campaign_analytics, rekindle.course_analytics, rekindle.analytics_months, rekindle.course_months,
  rekindle.episode_counts, rekindle.episode_measures, rekindle.reminder_counts, rekindle.planned_counts, rekindle.side_counts, rekindle.rollup,
  rekindle.segment_counts to rekindle_dashboard;
grant execute on function rekindle.campaign_state, rekindle.read_enrollments, rekindle.message_approvals,
  rekindle.conversation_open, rekindle.find_people, rekindle.subject_title, rekindle.budgets, rekindle.message_units,
  rekindle.message_prices, rekindle.guardrail_figures, rekindle.weekly_spending, rekindle.messages_sent, rekindle.message_facts,
  rekindle.message_groups, rekindle.newest_messages, rekindle.message_totals, rekindle.message_sums, rekindle.reminders_counted,
  rekindle.reminders_open, rekindle.looks_planned, rekindle.outcome_sides, rekindle.live_from, rekindle.episodes_uncounted,
  rekindle.day_begins, rekindle.money_in, rekindle.people_came to rekindle_dashboard;
grant insert on rekindle.audit_entries to rekindle_dashboard;
grant select on rekindle.wishes, rekindle.learning_hours to rekindle_dashboard;
