-- schedule-tick: decides and reserves; knows that an address exists, never which.
select rekindle.make_role('rekindle_tick', '{"jit": "off"}');   -- compiling took longer than reading
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.recipients,
  rekindle.suppressions, rekindle.message_deliveries, rekindle.reach, rekindle.deployment,
  rekindle.time_zones, rekindle.job_changes to rekindle_tick;
grant select (id, message, about) on rekindle.notification_jobs to rekindle_tick;
grant select (user_id, channel, address_hash) on rekindle.addresses to rekindle_tick;
grant update (opt_outs) on rekindle.recipients to rekindle_tick;   -- only so that it may lock the row
grant update on rekindle.campaign_enrollments to rekindle_tick;
grant insert on rekindle.message_deliveries, rekindle.anomalies, rekindle.spending_changes to rekindle_tick;
grant update (status, reason, lease_token, lease_until, attention_at, unknown_at, sent_at, carried_by, carries) on rekindle.message_deliveries
  to rekindle_tick;
grant select on rekindle.anomalies, rekindle.shared_addresses to rekindle_tick;
grant select (status, ends_at) on rekindle.invitations to rekindle_tick;
grant update (resolved_at) on rekindle.anomalies to rekindle_tick;
grant execute on function rekindle.campaign_state, rekindle.tick_chores, rekindle.lead_letters, rekindle.read_enrollments, rekindle.compare_addresses,
  rekindle.message_approvals, rekindle.hasten_cascades, rekindle.conversation_open, rekindle.end_campaigns,
  rekindle.budgets, rekindle.lock_budgets, rekindle.settle_budgets, rekindle.message_units,
  rekindle.message_prices, rekindle.correct_invitations, rekindle.tend_worklist to rekindle_tick;
grant select, insert, update on rekindle.job_execution_logs to rekindle_tick;   -- every timed run is logged
grant execute on function rekindle.forget_lost_zones to rekindle_tick;
grant select on rekindle.wishes, rekindle.learning_hours to rekindle_tick;
