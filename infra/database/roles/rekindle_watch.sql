-- watch: figures, incidents and what operators are told; nobody's name, message or address. A campaign it may pause, through the one
-- door, and never resume.
select rekindle.make_role('rekindle_watch', '{"statement_timeout": "1min", "lock_timeout": "20s", "jit": "off"}');
grant select on rekindle.guardrails, rekindle.incidents, rekindle.operator_notices, rekindle.deployment, rekindle.side_counts
  to rekindle_watch;
grant select (id, slug, title, status) on rekindle.campaigns to rekindle_watch;
grant select (campaign_id, version, definition) on rekindle.campaign_versions to rekindle_watch;
grant select (id, user_id, variants) on rekindle.campaign_enrollments to rekindle_watch;
grant select (enrollment_id, campaign_id, version, is_held, held_share, is_first, judged_at, reached_at, fault) on rekindle.assignments to rekindle_watch;
grant select (enrollment_id, cost) on rekindle.message_deliveries to rekindle_watch;
grant insert (week, kind, medium, place, body, created_at, not_before) on rekindle.operator_notices to rekindle_watch;
grant update (attempt, lease_until, not_before, failure, sent_at) on rekindle.operator_notices to rekindle_watch;
grant select, insert, update on rekindle.job_execution_logs to rekindle_watch;   -- every timed run is logged
grant execute on function rekindle.guardrail_figures, rekindle.note_figures, rekindle.review_figures, rekindle.budgets,
  rekindle.outcome_sides, rekindle.forget_lost_zones to rekindle_watch;
