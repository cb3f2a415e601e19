-- What the guardrails look at, over five-minute buckets that are closed at a moment: `part` of `whole`, or `part` alone where a
-- figure is a count; of experiments also those who were held out, as which share, one row a share. What nothing is known about has
-- no row. Of deliveries the last two hours are left out, so that reports had time to arrive, and a provider that reports nothing is not
-- judged. Whoever asks learns no person.
create or replace function rekindle.guardrail_figures(moment timestamptz)
returns table (guardrail text, subject text, part bigint, whole bigint, held_part bigint, held_whole bigint, share float8)
language plpgsql stable security definer set search_path = pg_catalog set jit = off as $$   -- its plan is kept
#variable_conflict use_column
begin
  return query
  with rules as materialized (
    select row_number() over () as number, g.name, g.metric, g.scope, g.subject as only_for, b.until,
           b.until - make_interval(mins => g.window_minutes) as since,
           case g.metric when 'delivery_percent' then interval '2 hours' else interval '0' end as lag
      from rekindle.guardrails g
     cross join (select date_bin('5 minutes', moment, timestamptz '2000-01-01 00:00+00') as until) b
     where g.is_enabled),
  bounds as materialized (
    select min(r.since - r.lag) as since, max(r.until) as until from rules r
     where r.metric in ('delivery_percent', 'complaint_percent', 'opt_out_percent')),
  recent as materialized (
    select d.campaign_id, d.channel::text as channel, coalesce(d.provider, '') as provider, d.user_id,
           date_bin('5 minutes', d.sent_at, timestamptz '2000-01-01 00:00+00') as bucket,
           coalesce(d.delivered_at, d.opened_at, d.clicked_at) is not null as is_delivered, d.complained_at is not null as is_complained
      from bounds b
     cross join rekindle.messages_sent(b.since, b.until) d
     where d.status = 'sent'),
  counted as materialized (
    select c.slug, n.channel, n.provider, n.bucket, n.sent, n.delivered, n.complained
      from (
        select r.campaign_id, r.channel, r.provider, r.bucket, count(*) as sent, count(*) filter (where r.is_delivered) as delivered,
               count(*) filter (where r.is_complained) as complained
          from recent r group by r.campaign_id, r.channel, r.provider, r.bucket) n
      left join rekindle.campaigns c on c.id = n.campaign_id),
  messages as (
    select r.name, k.subject, case r.metric when 'delivery_percent' then k.delivered else k.complained end as part,
           case r.metric when 'delivery_percent' then k.sent else k.delivered end as whole
      from rules r
     cross join lateral (
       select s.subject, sum(n.sent)::bigint as sent, sum(n.delivered)::bigint as delivered, sum(n.complained)::bigint as complained
         from counted n
        cross join lateral (
          select case r.scope when 'campaign' then n.slug when 'channel' then n.channel when 'provider' then n.provider else '' end as subject) s
        where n.bucket >= r.since - r.lag and n.bucket < r.until - r.lag and (r.only_for = '' or r.only_for = s.subject)
        group by s.subject having sum(n.delivered) > 0) k
     where r.metric in ('delivery_percent', 'complaint_percent')),
  written as (   -- each learner once
    select r.number, r.name, r.scope, r.since, r.until, k.subject, k.learners
      from rules r
     cross join lateral (
       select s.subject, count(distinct n.user_id) as learners
         from recent n left join rekindle.campaigns c on c.id = n.campaign_id and r.scope = 'campaign'
        cross join lateral (
          select case r.scope when 'campaign' then c.slug when 'channel' then n.channel when 'provider' then n.provider else '' end as subject) s
        where n.bucket >= r.since and n.bucket < r.until and (r.only_for = '' or r.only_for = s.subject)
        group by s.subject) k
     where r.metric = 'opt_out_percent'),
  noes as materialized (
    select s.user_id, s.scope, s.channel::text as channel, s.topic, s.campaign_id, s.subject_type, s.created_at
      from rekindle.suppressions s cross join bounds b
     where s.reason = 'opt_out' and s.created_at >= b.since and s.created_at < b.until),
  answered as materialized (   -- messages before a no
    select n.user_id, n.scope, n.channel, n.topic, n.campaign_id, n.subject_type, n.created_at, m.bucket, m.campaign_id as message_campaign,
           m.channel as message_channel, m.provider
      from noes n join recent m on m.user_id = n.user_id and m.bucket <= n.created_at),
  refused as (   -- after a message of it, and about it
    select r.number, k.subject, count(distinct n.user_id) as learners
      from answered n left join rekindle.campaigns c on c.id = n.message_campaign
      join rules r on r.metric = 'opt_out_percent' and n.bucket >= r.since and n.bucket < r.until and n.created_at < r.until
     cross join lateral (
       select case r.scope when 'campaign' then c.slug when 'channel' then n.message_channel when 'provider' then n.provider end as subject) k
     where (r.scope <> 'channel' or n.channel in ('all', k.subject))
       and (r.scope <> 'campaign' or n.scope = 'all' or n.topic = c.topic or n.campaign_id = c.id or n.subject_type = c.subject_type)
     group by r.number, k.subject),
  refusals as (
    select w.name, w.subject, w.learners as whole,
           case w.scope when 'all'
             then (select count(distinct n.user_id) from noes n where n.created_at >= w.since and n.created_at < w.until)
             else coalesce(f.learners, 0) end as part
      from written w left join refused f on f.number = w.number and f.subject = w.subject),
  waiting as materialized (
    select c.slug, d.channel::text as channel, count(*) as messages
      from rekindle.message_deliveries d left join rekindle.campaigns c on c.id = d.campaign_id
     where d.attention_at is not null and d.status in ('scheduled', 'sending') group by c.slug, d.channel),
  queues as (
    select r.name, '' as subject, coalesce((select sum(w.messages) from waiting w), 0)::bigint as part
      from rules r where r.metric = 'queued_messages' and r.scope = 'all'
    union all
    select r.name, k.subject, sum(w.messages)::bigint
      from rules r cross join waiting w
     cross join lateral (select case r.scope when 'campaign' then w.slug when 'channel' then w.channel end as subject) k
     where r.metric = 'queued_messages' and r.scope <> 'all' and k.subject is not null and (r.only_for = '' or r.only_for = k.subject)
     group by r.name, k.subject),
  runs as (
    select count(distinct (j.started_at at time zone z.time_zone)::date) filter (
             where j.status = 'failed' and j.started_at > coalesce((
               select max(o.started_at) from rekindle.job_execution_logs o where o.job = 'detect' and o.status = 'succeeded'), '-infinity')) as failing,
           max(j.started_at) filter (where j.status <> 'running') as last_at
      from rekindle.deployment z
      left join rekindle.job_execution_logs j on j.job = 'detect' and j.started_at <= moment),
  detection as (
    select r.name, case r.metric when 'detection_failing_days' then n.failing
             else floor(extract(epoch from r.until - coalesce(n.last_at, (
               select min(c.created_at) from rekindle.campaigns c where c.status = 'active'))) / 86400)::bigint end as part
      from rules r cross join runs n where r.metric in ('detection_failing_days', 'detection_silent_days')),
  blocks as (
    select r.name, b.provider as subject, (b.open_until > r.since and b.open_until <= r.until + interval '20 minutes')::int::bigint as part
      from rules r join rekindle.provider_breakers b on r.only_for in ('', b.provider) where r.metric = 'provider_blocked'),
  outcomes as materialized (   -- outcomes are judged at night, and counted there
    select n.campaign_id, n.held_share, n.is_held, n.learners, n.goals, n.noes from rekindle.outcome_counts n
    union all
    select o.campaign_id, o.held_share, o.is_held, o.learners, o.goals, o.noes
      from rekindle.rollup l cross join lateral rekindle.outcomes_judged(moment) o
     where l.is_only and l.whole_at is null and exists (select from rules r where r.metric in ('goal_harm', 'opt_out_harm'))),
  harm as (
    select r.name, c.slug as subject,
           sum(case r.metric when 'goal_harm' then o.goals else o.noes end) filter (where not o.is_held)::bigint as part,
           sum(o.learners) filter (where not o.is_held)::bigint as whole,
           sum(case r.metric when 'goal_harm' then o.goals else o.noes end) filter (where o.is_held)::bigint as held_part,
           sum(o.learners) filter (where o.is_held)::bigint as held_whole, o.held_share / 10000.0::float8 as share
      from rules r cross join outcomes o join rekindle.campaigns c on c.id = o.campaign_id
     where r.metric in ('goal_harm', 'opt_out_harm') and r.only_for in ('', c.slug)
     group by r.name, c.slug, o.held_share)
  select m.name, m.subject, m.part, m.whole, null::bigint, null::bigint, null::float8 from messages m where m.subject is not null
  union all
  select f.name, f.subject, f.part, f.whole, null, null, null from refusals f where f.subject is not null
  union all
  select q.name, q.subject, q.part, null, null, null, null from queues q
  union all
  select d.name, '', d.part, null, null, null, null from detection d where d.part is not null
  union all
  select b.name, b.subject, b.part, null, null, null, null from blocks b
  union all
  select h.name, h.subject, h.part, h.whole, h.held_part, h.held_whole, h.share from harm h;
end
$$;
revoke execute on function rekindle.guardrail_figures from public;
