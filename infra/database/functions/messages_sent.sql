-- Messages that were sent, or may have been, from `since` to before `until`: among those planned then, and by an index the few that
-- were sent more than an hour after they were planned.
create or replace function rekindle.messages_sent(since timestamptz, until timestamptz) returns setof rekindle.message_deliveries
language sql stable as $$
  select d.* from rekindle.message_deliveries d
   where d.scheduled_at >= since - interval '1 hour' and d.scheduled_at < until + interval '1 hour' and d.sent_at >= since and d.sent_at < until
     and d.sent_at - d.scheduled_at <= interval '1 hour' and d.status in ('sent', 'presumed_sent')
  union all
  select d.* from rekindle.message_deliveries d
   where d.sent_at >= since and d.sent_at < until and d.sent_at - d.scheduled_at > interval '1 hour' and d.status in ('sent', 'presumed_sent')
$$;
revoke execute on function rekindle.messages_sent from public;
