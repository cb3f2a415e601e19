-- rollup: daily figures.
select rekindle.make_role('rekindle_rollup', '{"statement_timeout": "10min"}');
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.message_deliveries, rekindle.suppressions,
  rekindle.deployment to rekindle_rollup;
grant select (id) on rekindle.notification_jobs to rekindle_rollup;   -- what was asked for is no entry
grant select, insert, update, delete on rekindle.campaign_analytics to rekindle_rollup;
grant select, insert, delete on rekindle.course_analytics, rekindle.analytics_months, rekindle.course_months to rekindle_rollup;
grant select, update on rekindle.rollup to rekindle_rollup;
grant select, insert, update on rekindle.job_execution_logs to rekindle_rollup;   -- every timed run is logged
grant execute on function rekindle.forget_lost_zones, rekindle.judge_outcomes, rekindle.learn_hours,
  rekindle.messages_sent, rekindle.message_facts, rekindle.roll_up_episodes, rekindle.roll_up_money to rekindle_rollup;
