-- delivery-webhook: hands over what providers report; sees nothing.
select rekindle.make_role('rekindle_webhook');
grant execute on function rekindle.merge_events, rekindle.take_reply, rekindle.record_press, rekindle.note_template,
  rekindle.count_anomalies to rekindle_webhook;
