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
  select n.day, n.campaign_id, n.channel, n.sent, n.presumed, n.delivered, n.opened, n.clicked, n.lost, n.complained, n.failed, n.skipped,
         n.cost
    from rekindle.newest_messages(moment) n where n.day >= first
$$;
revoke execute on function rekindle.message_totals from public;
