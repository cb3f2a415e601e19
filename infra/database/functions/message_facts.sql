-- What became of messages, a row each: of those that were sent from `since` to before `until`, on that day with everything reported
-- since, where a later fact implies the earlier ones; of those that failed or were skipped, on the day they were planned. Days are the
-- deployment zone's.
create or replace function rekindle.message_facts(since timestamptz, until timestamptz)
returns table (day date, campaign_id int, subject_id bigint, version int, step int, channel text, template text, variant text, sent int,
               presumed int, delivered int, opened int, clicked int, bounced int, lost int, complained int, failed int, skipped int, cost numeric)
language sql stable as $$
  select (d.sent_at at time zone z.time_zone)::date, d.campaign_id, d.subject_id, d.version, d.step::int, d.channel::text, d.template,
         d.variant, (d.status = 'sent')::int, (d.status = 'presumed_sent')::int,
         (coalesce(d.delivered_at, d.opened_at, d.clicked_at) is not null)::int,
         (coalesce(d.opened_at, d.clicked_at) is not null and rekindle.measures_opens(d.channel))::int, (d.clicked_at is not null)::int,
         (d.bounced_at is not null)::int, (coalesce(d.bounced_at, d.dropped_at) is not null)::int, (d.complained_at is not null)::int, 0, 0,
         d.cost
    from rekindle.deployment z cross join rekindle.messages_sent(since, until) d
  union all
  select (d.scheduled_at at time zone z.time_zone)::date, d.campaign_id, d.subject_id, d.version, d.step, d.channel, d.template, d.variant,
         0, 0, 0, 0, 0, 0, 0, 0, (d.status = 'failed')::int, (d.status = 'skipped')::int, null
    from rekindle.deployment z join rekindle.message_deliveries d on d.scheduled_at >= since and d.scheduled_at < until
   where d.status in ('failed', 'skipped')
$$;
revoke execute on function rekindle.message_facts from public;
