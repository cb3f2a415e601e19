-- The promises as one view that must be empty at any moment, in any schedule.
create or replace view rekindle.violations as
with counted as (   -- what went out or may have gone out, at an upper bound of its time
  select d.user_id, d.enrollment_id, d.subject_id, d.campaign_id, d.version, d.step, d.channel, d.class,
         d.carried_by is null or rekindle.counts_itself(d.id, d.carried_by) as is_counted, coalesce(d.sent_at, d.unknown_at) as at, coalesce(r.time_zone, (select time_zone from rekindle.deployment)) as zone
    from rekindle.message_deliveries d left join rekindle.reach r using (user_id)
   where d.status in ('sent', 'presumed_sent', 'unknown')),
marketing as (select * from counted where class = 'marketing' and is_counted),
planned as (   -- with what the campaign's version says about the step
  select d.enrollment_id, d.step, d.channel, d.at, make_interval(secs => (s.step->>'every')::int) as every,
         s.step->'requires' as requires
    from counted d join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
   cross join lateral (select v.definition->'steps'->d.step as step) s
   where not rekindle.is_request(d.subject_id)),   -- what is asked for has a time of its own
found as (
  select 'more than 2 in 24 hours' as rule, count(*) as n from (
    select at - lag(at, 2) over w as gap from marketing window w as (partition by user_id order by at)) x
   where gap < interval '24 hours'
  union all select 'more than 2 on a local day', count(*) from (
    select from marketing group by user_id, (at at time zone zone)::date having count(*) > 2) x
  union all select 'more than 5 in 7 days', count(*) from (
    select at - lag(at, 5) over w as gap from marketing window w as (partition by user_id order by at)) x
   where gap < interval '168 hours'
  union all select 'less than 24 hours apart on one channel', count(*) from (
    select at - lag(at) over w as gap from marketing window w as (partition by user_id, channel order by at)) x
   where gap < interval '24 hours'
  union all select 'messages of a rhythm too close', count(*) from (   -- the slot is on the grid; a send may lag behind it
    select k.at - lag(k.at) over w as gap, k.every from planned k where k.every is not null
    window w as (partition by k.enrollment_id, k.step, k.channel order by k.at)) x
   where gap < every - interval '1 hour'
  union all select 'a message before those that it requires', count(*) from planned k
   cross join lateral jsonb_each_text(k.requires) q(channel, least)
   where q.least::int > (   -- asked of the ledger by its key: asked of `counted`, each message read all the others
     select count(*) from rekindle.message_deliveries e
      where e.enrollment_id = k.enrollment_id and e.channel = q.channel and e.status in ('sent', 'presumed_sent', 'unknown')
        and coalesce(e.sent_at, e.unknown_at) <= k.at)
  union all select 'claimed after an opt-out', count(*) from rekindle.delivery_attempts a
    join rekindle.message_deliveries d on d.id = a.delivery_id
    join rekindle.campaigns c on c.id = d.campaign_id
    left join rekindle.notification_jobs q on q.id = d.subject_id
    join rekindle.suppressions s on s.user_id = d.user_id and a.opt_outs >= s.opt_outs
     and rekindle.covers(s, rekindle.opt_out_class(d.class, d.answers), c.topic, c.id, c.subject_type,
                         coalesce(q.about, d.subject_id), d.channel, d.address_hash)
  union all select 'skipped or failed without a reason', count(*) from rekindle.message_deliveries
   where status in ('skipped', 'failed') and reason is null
  union all select 'attempts differ from their log', count(*) from rekindle.message_deliveries d
    left join (select a.delivery_id, count(*) as n from rekindle.delivery_attempts a group by a.delivery_id) a on a.delivery_id = d.id
   where d.attempt <> coalesce(a.n, 0)
  union all select 'sent without acceptance or evidence', count(*) from rekindle.message_deliveries d
   where d.status = 'sent'
     and not exists (select from rekindle.delivery_attempts a where a.delivery_id = d.id and a.outcome = 'accepted')
     and not exists (select from rekindle.delivery_events v where v.delivery_id = d.id)
  union all select 'accepted twice', count(*) from (
    select delivery_id from rekindle.delivery_attempts where outcome = 'accepted' group by delivery_id having count(*) > 1) x
   where not exists (   -- sent again while in doubt, and then the first answer was found after all
     select from rekindle.message_deliveries d
      where d.id = x.delivery_id and d.class = 'transactional' and d.unknown_at is not null)
  union all select 'a used slot left no row', count(*) from rekindle.campaign_enrollments e
    left join (select o.enrollment_id, sum(o.covers) as n from (
                 select d.enrollment_id, max(d.covers) as covers from rekindle.message_deliveries d
                  where d.answers is null group by d.enrollment_id, d.step, d.occurrence) o group by o.enrollment_id) o on o.enrollment_id = e.id
   where coalesce((select sum((s->>'occurrences')::int) from jsonb_array_elements(e.steps) s), 0) <> coalesce(o.n, 0)
  union all select 'delivered without its event', count(*) from rekindle.message_deliveries d
   where d.delivered_at is not null and not exists (
     select from rekindle.delivery_events v where v.delivery_id = d.id and v.kind = 'delivered' and v.occurred_at = d.delivered_at)
)
select rule, n from found where n > 0;
