-- detect: enrols and closes; sees no personal data.
select rekindle.make_role('rekindle_detect', '{"statement_timeout": "10min", "work_mem": "64MB"}');   -- one hash over the activities of a month
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.suppressions,
  rekindle.recipients, rekindle.anomalies, rekindle.deployment, rekindle.segment_counts, rekindle.segment_blocks to rekindle_detect;
grant insert on rekindle.recipients, rekindle.campaign_enrollments, rekindle.assignments, rekindle.addresses_waiting, rekindle.anomalies, rekindle.segment_counts,
  rekindle.segment_blocks to rekindle_detect;
grant update (version, members, named_at), delete on rekindle.segment_blocks to rekindle_detect;
grant update (version, named, enrolled, counted_at) on rekindle.segment_counts to rekindle_detect;
grant update (status, end_reason, ended_at, next_due_at) on rekindle.campaign_enrollments to rekindle_detect;
grant execute on function rekindle.campaign_segment, rekindle.campaign_goals_met, rekindle.campaign_state, rekindle.look_again,
  rekindle.correct_invitations to rekindle_detect;
grant select, insert, update on rekindle.job_execution_logs to rekindle_detect;   -- every timed run is logged
grant execute on function rekindle.forget_lost_zones to rekindle_detect;
