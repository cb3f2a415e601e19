-- What became of the messages of days from `first` on, in rows to be summed: from the roll-up, and of the newest days from the ledger.
create or replace function rekindle.message_totals(first date, moment timestamptz)
returns table (day date, campaign_id int, channel text, sent int, presumed int, delivered int, opened int, clicked int, lost int,
               complained int, failed int, skipped int, cost numeric)
language sql stable as $$
  select a.day, a.campaign_id, a.channel, a.sent, a.presumed, a.delivered, a.opened, a.clicked, a.lost, a.complained, a.failed, a.skipped,
         a.cost
    from rekindle.live_from(moment) l join rekindle.campaign_analytics a on a.day >= first and a.day < l.day
   where a.channel <> 'all'
  union all
  select f.day, f.campaign_id, f.channel, f.sent, f.presumed, f.delivered, f.opened, f.clicked, f.lost, f.complained, f.failed, f.skipped,
         f.cost
    from rekindle.live_from(moment) l cross join rekindle.message_facts(l.since, moment + interval '1 microsecond') f
   where f.day >= first
$$;
revoke execute on function rekindle.message_totals from public;
