-- dashboard-query: reads figures and reasons, no addresses, and writes nothing.
select rekindle.make_role('rekindle_dashboard', '{"default_transaction_read_only": "on"}');
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.message_deliveries,
  rekindle.delivery_attempts, rekindle.suppressions, rekindle.enrollment_counters, rekindle.content_notifications,
  rekindle.course_reminder_logs, rekindle.course_unsubscribes, rekindle.job_execution_logs, rekindle.campaign_analytics,
  rekindle.anomalies, rekindle.violations, rekindle.deployment, rekindle.time_zones, rekindle.reach, rekindle.recipients,
  rekindle.shared_addresses to rekindle_dashboard;
grant select (channel, body, learners, received_at) on rekindle.inbound_replies to rekindle_dashboard;
grant select (user_id, channel, address_hash) on rekindle.addresses to rekindle_dashboard;
grant usage on schema lms to rekindle_dashboard;
grant select on lms.courses, lms.user_course_progress to rekindle_dashboard;
grant execute on function rekindle.campaign_state to rekindle_dashboard;
