-- The promises as one view that must be empty at any moment, in any schedule (CORRECTNESS §5).
set local role rekindle_owner;

create view rekindle.violations as
with counted as (   -- what went out or may have gone out, at an upper bound of its time
  select d.*, coalesce(d.sent_at, d.unknown_at) as at, coalesce(z.name, (select time_zone from rekindle.deployment)) as zone
    from rekindle.message_deliveries d left join lms.users u using (user_id)
    left join rekindle.time_zones z on z.name = u.timezone
   where d.status in ('sent', 'presumed_sent', 'unknown')),
marketing as (select * from counted where class = 'marketing'),
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
  union all select 'course-completion: emails less than 7 days apart', count(*) from (
    select m.at - lag(m.at) over w as gap from marketing m join rekindle.campaigns c on c.id = m.campaign_id
     where c.slug = 'course-completion' and m.channel = 'email' window w as (partition by m.user_id, m.subject_id order by m.at)) x
   where gap < interval '167 hours'   -- the slot is on the grid; a send may lag behind its slot by minutes
  union all select 'course-completion: SMS less than 30 days apart', count(*) from (
    select m.at - lag(m.at) over w as gap from marketing m join rekindle.campaigns c on c.id = m.campaign_id
     where c.slug = 'course-completion' and m.channel = 'sms' window w as (partition by m.user_id, m.subject_id order by m.at)) x
   where gap < interval '719 hours'
  union all select 'course-completion: SMS before two emails', count(*) from marketing m
    join rekindle.campaigns c on c.id = m.campaign_id
   where c.slug = 'course-completion' and m.channel = 'sms' and 2 > (
     select count(*) from counted e where e.enrollment_id = m.enrollment_id and e.channel = 'email' and e.at <= m.at)
  union all select 'claimed after an opt-out', count(*) from rekindle.delivery_attempts a
    join rekindle.message_deliveries d on d.id = a.delivery_id
    join rekindle.campaigns c on c.id = d.campaign_id
    join rekindle.suppressions s on s.user_id = d.user_id and a.opt_outs >= s.opt_outs and s.lifted_at is null
     and d.class <> 'transactional' and s.channel in ('all', d.channel)
     and (s.address_hash = '' or s.address_hash = d.address_hash)
     and case s.scope when 'all' then true when 'topic' then s.topic = c.topic when 'campaign' then s.campaign_id = d.campaign_id
           else s.subject_type = c.subject_type and s.subject_id = d.subject_id end
  union all select 'skipped or failed without a reason', count(*) from rekindle.message_deliveries
   where status in ('skipped', 'failed') and reason is null
  union all select 'attempts differ from their log', count(*) from rekindle.message_deliveries d
   where d.attempt <> (select count(*) from rekindle.delivery_attempts a where a.delivery_id = d.id)
  union all select 'sent without acceptance or evidence', count(*) from rekindle.message_deliveries d
   where d.status = 'sent'
     and not exists (select from rekindle.delivery_attempts a where a.delivery_id = d.id and a.outcome = 'accepted')
     and not exists (select from rekindle.delivery_events v where v.delivery_id = d.id)
  union all select 'accepted twice', count(*) from (
    select from rekindle.delivery_attempts where outcome = 'accepted' group by delivery_id having count(*) > 1) x
  union all select 'a used slot left no row', count(*) from rekindle.campaign_enrollments e
   where (select sum((s->>'occurrences')::int) from jsonb_array_elements(e.steps) s)
      <> coalesce((select sum(o.covers) from (select max(d.covers) as covers from rekindle.message_deliveries d
                    where d.enrollment_id = e.id group by d.step, d.occurrence) o), 0)
  union all select 'delivered without its event', count(*) from rekindle.message_deliveries d
   where d.delivered_at is not null and not exists (
     select from rekindle.delivery_events v where v.delivery_id = d.id and v.kind = 'delivered' and v.occurred_at = d.delivered_at)
)
select rule, n from found where n > 0;
