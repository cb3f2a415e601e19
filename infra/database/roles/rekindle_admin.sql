-- campaign-admin: one door for each thing that an administrator may do to the ledger, the keys, and a trail that it may only
-- append to. It reads what the dashboard reads, and of a person what `export_learner` and a campaign's context tell.
select rekindle.make_role('rekindle_admin');
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.message_deliveries,
  rekindle.suppressions, rekindle.deployment, rekindle.time_zones, rekindle.reach, rekindle.recipients, rekindle.shared_addresses,
  rekindle.campaign_analytics, rekindle.segment_counts, rekindle.campaign_approvals, rekindle.campaign_goals,
  rekindle.campaign_sources, rekindle.lead_campaigns, rekindle.onboardings, rekindle.job_changes, rekindle.job_execution_logs,
  rekindle.api_keys, rekindle.word_drafts, rekindle.segment_memberships to rekindle_admin;
grant select (id, job_id, campaign_id, version, message, about, run_at, withdrawn_at) on rekindle.notification_jobs to rekindle_admin;
grant select (user_id, channel, address_hash) on rekindle.addresses to rekindle_admin;
grant select (id, status, detail, requested_at, finished_at) on rekindle.test_sends to rekindle_admin;
grant insert on rekindle.test_sends, rekindle.api_keys, rekindle.audit_entries, rekindle.campaign_approvals, rekindle.campaign_goals to rekindle_admin;
grant insert (campaign_id, base_version, writers, created_at, changed_at) on rekindle.word_drafts to rekindle_admin;
grant update (base_version, changes, status, revision, writers, changed_at, requested_by, requested_at, decided_by, decided_at, reason)
  on rekindle.word_drafts to rekindle_admin;
grant select, insert, update on rekindle.guardrails to rekindle_admin;
grant update (weekly_budget) on rekindle.deployment to rekindle_admin;
grant update (expires_at, revoked_at) on rekindle.api_keys to rekindle_admin;
grant update (target_percent, value, cost_per_message) on rekindle.campaign_goals to rekindle_admin;
grant execute on function rekindle.lift_cause, rekindle.record_consent, rekindle.read_enrollments, rekindle.close_learner, rekindle.set_channel, rekindle.hold_learner, rekindle.export_learner,
  rekindle.erase_learner, rekindle.change_campaign, rekindle.campaign_context, rekindle.campaign_state, rekindle.find_people,
  rekindle.subject_title, rekindle.message_approvals, rekindle.conversation_open, rekindle.budgets, rekindle.message_units,
  rekindle.message_prices, rekindle.approve_words, rekindle.approve_request, rekindle.request_messages,
  rekindle.change_jobs, rekindle.find_clients, rekindle.client_profile, rekindle.plan_client_action, rekindle.do_client_action,
  rekindle.find_worklist, rekindle.take_worklist_item, rekindle.give_back_worklist_item, rekindle.settle_worklist_item
  to rekindle_admin;
grant select (token, deed, details, members, planned_by, planned_at, done_at, done, failed) on rekindle.client_actions to rekindle_admin;
grant select on rekindle.wishes, rekindle.learning_hours to rekindle_admin;
