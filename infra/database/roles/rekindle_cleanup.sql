-- cleanup: removes what is old and over; a suppression is never removed.
select rekindle.make_role('rekindle_cleanup', '{"statement_timeout": "10min"}');
grant select, delete on rekindle.campaign_enrollments, rekindle.message_deliveries, rekindle.delivery_attempts,
  rekindle.delivery_events, rekindle.tracked_links, rekindle.job_execution_logs, rekindle.anomalies,
  rekindle.host_events, rekindle.events_unknown, rekindle.notifications to rekindle_cleanup;
grant select (body, received_at), update (body) on rekindle.inbound_replies to rekindle_cleanup;
grant select (requested_at), delete on rekindle.test_sends to rekindle_cleanup;
grant select (named_at, members), delete on rekindle.segment_blocks to rekindle_cleanup;
grant select (last_inbound_at), delete on rekindle.conversations to rekindle_cleanup;
grant select (week), delete on rekindle.spending, rekindle.spending_changes to rekindle_cleanup;
grant select (id, run_at), delete on rekindle.notification_jobs to rekindle_cleanup;
grant select (asked_at), delete on rekindle.retry_requests to rekindle_cleanup;
grant select (anchor_at), delete on rekindle.job_changes to rekindle_cleanup;
grant select (until), delete on rekindle.rate_pauses to rekindle_cleanup;
grant select (opened_at), delete on rekindle.provider_rooms to rekindle_cleanup;
grant select (resolved_at), delete on rekindle.incidents to rekindle_cleanup;
grant select (kind, sent_at), delete on rekindle.operator_notices to rekindle_cleanup;
grant update (resolved_at) on rekindle.anomalies to rekindle_cleanup;
grant select on rekindle.campaigns, rekindle.campaign_versions to rekindle_cleanup;
grant execute on function rekindle.refresh_time_zones to rekindle_cleanup;
grant select, insert, update on rekindle.job_execution_logs to rekindle_cleanup;   -- every timed run is logged
grant execute on function rekindle.forget_lost_zones to rekindle_cleanup;
drop policy if exists old_notices on rekindle.notifications;
create policy old_notices on rekindle.notifications using (pg_has_role('rekindle_cleanup', 'usage'));
