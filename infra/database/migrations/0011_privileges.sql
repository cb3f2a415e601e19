-- Each handler's role gets what its statements need, and nothing else; a test tries what must be refused.
set local role rekindle_owner;

grant usage on schema rekindle to rekindle_detect, rekindle_tick, rekindle_send_email, rekindle_send_sms, rekindle_webhook,
  rekindle_unsubscribe, rekindle_link, rekindle_dashboard, rekindle_rollup, rekindle_cleanup;

-- Every timed run is logged.
grant select, insert, update on rekindle.job_execution_logs
  to rekindle_detect, rekindle_tick, rekindle_rollup, rekindle_cleanup;

-- detect: enrols and closes; sees no personal data.
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.suppressions,
  rekindle.recipients to rekindle_detect;
grant insert on rekindle.recipients, rekindle.campaign_enrollments to rekindle_detect;
grant update (status, end_reason, ended_at, next_due_at) on rekindle.campaign_enrollments to rekindle_detect;
grant insert on rekindle.anomalies to rekindle_detect;
grant execute on function rekindle.campaign_segment, rekindle.campaign_goals_met to rekindle_detect;

-- schedule-tick: decides and reserves; knows that an address exists, never which.
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.recipients,
  rekindle.suppressions, rekindle.message_deliveries, rekindle.reach, rekindle.deployment, rekindle.time_zones
  to rekindle_tick;
grant update (opt_outs) on rekindle.recipients to rekindle_tick;   -- only so that it may lock the row
grant update on rekindle.campaign_enrollments to rekindle_tick;
grant insert on rekindle.message_deliveries to rekindle_tick;
grant update (status, reason, lease_token, lease_until, attention_at, unknown_at, sent_at) on rekindle.message_deliveries
  to rekindle_tick;
grant insert on rekindle.anomalies to rekindle_tick;
grant execute on function rekindle.campaign_state to rekindle_tick;

-- senders: claim and record; addresses only through a delivery on its way.
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.recipients,
  rekindle.suppressions, rekindle.message_deliveries, rekindle.delivery_attempts, rekindle.deployment, rekindle.time_zones,
  rekindle.reach, rekindle.rate_limits, rekindle.provider_breakers to rekindle_send_email, rekindle_send_sms;
grant update (opt_outs) on rekindle.recipients to rekindle_send_email, rekindle_send_sms;
-- Never whose a message is, or on which channel: with that a sender could ask for anybody's address.
grant update (status, reason, template_hash, address_hash, provider, provider_message_id, attempt, lease_token, lease_until,
  not_before, attention_at, unknown_at, sent_at) on rekindle.message_deliveries to rekindle_send_email, rekindle_send_sms;
grant insert, update on rekindle.delivery_attempts, rekindle.provider_breakers to rekindle_send_email, rekindle_send_sms;
grant insert on rekindle.tracked_links, rekindle.anomalies to rekindle_send_email, rekindle_send_sms;
grant select (code) on rekindle.tracked_links to rekindle_send_email, rekindle_send_sms;
grant update (tokens, refilled_at) on rekindle.rate_limits to rekindle_send_email, rekindle_send_sms;
grant execute on function rekindle.campaign_state, rekindle.campaign_context, rekindle.refuse_address
  to rekindle_send_email, rekindle_send_sms;
grant select on rekindle.email_contacts to rekindle_send_email;
grant select on rekindle.sms_contacts to rekindle_send_sms;

grant execute on function rekindle.merge_events, rekindle.opt_out_by_reply, rekindle.opt_in_by_reply to rekindle_webhook;
grant insert on rekindle.anomalies to rekindle_webhook;

grant execute on function rekindle.opt_out_subject, rekindle.opt_out, rekindle.preferences, rekindle.opt_in
  to rekindle_unsubscribe;

grant execute on function rekindle.follow_link, rekindle.record_open to rekindle_link;

-- dashboard: read-only, and no addresses.
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.message_deliveries,
  rekindle.delivery_attempts, rekindle.suppressions, rekindle.enrollment_counters, rekindle.content_notifications,
  rekindle.course_reminder_logs, rekindle.course_unsubscribes, rekindle.job_execution_logs, rekindle.campaign_analytics,
  rekindle.anomalies, rekindle.violations, rekindle.deployment, rekindle.time_zones, rekindle.reach, rekindle.recipients
  to rekindle_dashboard;
grant usage on schema lms to rekindle_dashboard;
grant select on lms.courses, lms.user_course_progress to rekindle_dashboard;
grant execute on function rekindle.campaign_state to rekindle_dashboard;

grant select on rekindle.campaigns, rekindle.campaign_enrollments, rekindle.message_deliveries, rekindle.suppressions,
  rekindle.deployment to rekindle_rollup;
grant select, insert, update, delete on rekindle.campaign_analytics to rekindle_rollup;

-- cleanup: removes what is old and over; a standing no is never removed.
grant select, delete on rekindle.campaign_enrollments, rekindle.message_deliveries, rekindle.delivery_attempts,
  rekindle.delivery_events, rekindle.tracked_links, rekindle.job_execution_logs, rekindle.anomalies,
  rekindle.host_events, rekindle.notifications to rekindle_cleanup;
grant select on rekindle.campaigns, rekindle.campaign_versions to rekindle_cleanup;
grant select, insert, delete on rekindle.time_zones to rekindle_cleanup;
