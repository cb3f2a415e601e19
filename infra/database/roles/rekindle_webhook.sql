-- delivery-webhook: hands over what providers report; sees nothing.
select rekindle.make_role('rekindle_webhook');
grant execute on function rekindle.merge_events, rekindle.take_reply to rekindle_webhook;
grant insert on rekindle.anomalies to rekindle_webhook;
