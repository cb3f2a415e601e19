-- The guardrails that an installation begins with. What an operator has changed stays as it is.
insert into rekindle.guardrails as g
  (name, metric, scope, subject, window_minutes, least_count, threshold, hold_minutes, action) values
  ('detection_failing_days', 'detection_failing_days', 'all', '', 2880, 0, 2, 0, 'alert'),
  ('detection_silent_days', 'detection_silent_days', 'all', '', 2880, 0, 2, 0, 'alert'),
  ('email_delivery_percent', 'delivery_percent', 'channel', 'email', 1440, 20, 95, 0, 'alert'),
  ('sms_delivery_percent', 'delivery_percent', 'channel', 'sms', 1440, 20, 98, 0, 'alert'),
  ('queued_messages', 'queued_messages', 'all', '', 5, 0, 10000, 0, 'alert'),
  ('opt_out_percent', 'opt_out_percent', 'all', '', 1440, 20, 5, 0, 'alert'),
  ('complaint_percent', 'complaint_percent', 'all', '', 1440, 1000, 0.1, 0, 'alert'),
  ('provider_blocked', 'provider_blocked', 'provider', '', 20, 0, 1, 0, 'alert'),
  ('campaign_opt_out_percent', 'opt_out_percent', 'campaign', '', 1440, 100, 5, 0, 'pause'),
  ('campaign_complaint_percent', 'complaint_percent', 'campaign', '', 1440, 1000, 0.1, 0, 'pause'),
  ('campaign_goal_harm', 'goal_harm', 'campaign', '', 1440, 100, 0, 0, 'pause'),
  ('campaign_opt_out_harm', 'opt_out_harm', 'campaign', '', 1440, 100, 1, 0, 'pause')
on conflict (name) do update set metric = excluded.metric, scope = excluded.scope, subject = excluded.subject,
  window_minutes = excluded.window_minutes, least_count = excluded.least_count, threshold = excluded.threshold,
  hold_minutes = excluded.hold_minutes, action = excluded.action
 where g.changed_by is null;
