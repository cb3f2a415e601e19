-- What went out in the week that ends before a Monday, by campaign and channel, in the deployment's days; from the ledger, for a
-- roll-up may lag a day behind. `opt_outs` are people written to by the campaign who said no afterwards in the week, on any channel.
create or replace function rekindle.review_figures(monday date)
returns table (campaign text, title text, channel text, sent bigint, delivered bigint, opened bigint, clicked bigint, complained bigint,
               learners bigint, opt_outs bigint, cost numeric)
language sql stable security definer set search_path = pg_catalog set jit = off as $$
  with span as materialized (
    select (monday - 7)::timestamp at time zone z.time_zone as since, monday::timestamp at time zone z.time_zone as until
      from rekindle.deployment z),
  noes as materialized (
    select n.user_id, max(n.created_at) as last_at from rekindle.suppressions n cross join span s
     where n.reason = 'opt_out' and n.created_at >= s.since and n.created_at < s.until group by n.user_id)
  select c.slug, c.title, d.channel::text, count(*), count(coalesce(d.delivered_at, d.opened_at, d.clicked_at)),
         count(coalesce(d.opened_at, d.clicked_at)) filter (where rekindle.measures_opens(d.channel)), count(d.clicked_at),
         count(d.complained_at), count(distinct d.user_id), count(distinct n.user_id) filter (where n.last_at >= d.sent_at), sum(d.cost)
    from span s
   cross join rekindle.messages_sent(s.since, s.until) d
    join rekindle.campaigns c on c.id = d.campaign_id
    left join noes n on n.user_id = d.user_id
   where d.status = 'sent' group by c.slug, c.title, d.channel order by c.title, c.slug, d.channel
$$;
revoke execute on function rekindle.review_figures from public;
