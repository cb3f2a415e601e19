-- delivery-webhook: hands over what providers report; sees nothing.
select rekindle.make_role('rekindle_webhook');
grant execute on function rekindle.merge_events, rekindle.opt_out_by_reply, rekindle.opt_in_by_reply to rekindle_webhook;
grant insert on rekindle.anomalies to rekindle_webhook;
