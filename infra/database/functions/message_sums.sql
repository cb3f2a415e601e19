-- What became of all messages, in rows to be summed: whole months and the days after them from the roll-up, and the newest days from
-- the ledger.
create or replace function rekindle.message_sums(moment timestamptz)
returns table (campaign_id int, channel text, sent int, presumed int, delivered int, opened int, clicked int, lost int,
               failed int, skipped int, cost numeric)
language sql stable as $$
  select m.campaign_id, m.channel, m.sent::int, m.presumed::int, m.delivered::int, m.opened::int, m.clicked::int, m.lost::int,
         m.failed::int, m.skipped::int, m.cost
    from rekindle.live_from(moment) l join rekindle.analytics_months m on m.month < date_trunc('month', l.day::timestamp)::date
  union all
  select t.campaign_id, t.channel, t.sent, t.presumed, t.delivered, t.opened, t.clicked, t.lost, t.failed, t.skipped, t.cost
    from rekindle.live_from(moment) l cross join rekindle.message_totals(date_trunc('month', l.day::timestamp)::date, moment) t
$$;
revoke execute on function rekindle.message_sums from public;
