-- Two years of a school that runs eight campaigns: :messages messages, five to an episode, a week apart, with everything that is
-- told about messages, noes, learners held out, payments and the runs of jobs. `world.sql` has made :learners learners.
set synchronous_commit = off;
set session_replication_role = replica;   -- rows that are as they should be need no guards
create temporary table drawn on commit preserve rows as
select row_number() over (order by c.id) - 1 as place, c.id, c.subject_type, c.class, jsonb_array_length(v.definition->'steps') as steps
  from rekindle.campaigns c join rekindle.campaign_versions v on v.campaign_id = c.id and v.version = c.current_version
 order by c.subject_type <> 'course', c.id limit 8;
-- What was published before what runs now.
insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
select v.campaign_id, 0, 'before', v.definition, '{}', '2024-11-01'
  from rekindle.campaign_versions v join drawn c on c.id = v.campaign_id and v.version = 1;
insert into rekindle.recipients (user_id, created_at) select n, '2024-11-01' from generate_series(1, :learners) n;

insert into rekindle.campaign_enrollments
  (id, user_id, subject_id, campaign_id, version, episode, is_holdout, enrolled_at, anchor_at, steps, status, next_due_at,
   end_reason, ended_at)
overriding system value
select n, 1 + n * 7919 % :learners, 1 + n / 8 % 20, c.id, case when n > :messages / 10 then 1 else 0 end, 1 + n / :learners,
       c.place = 0 and n / 8 % 10 = 0, t.at, t.at, '[{"occurrences": 4}]', s.status,
       case s.status when 'active' then :'now'::timestamptz + make_interval(hours => (n % 500)::int) end,
       case when s.status not in ('active', 'paused') then 'used_up' end,
       case when s.status not in ('active', 'paused') then least(t.at + make_interval(days => 5 + (n % 30)::int), :'now') end
  from generate_series(1, (:messages / 4.9)::bigint) n
  join drawn c on c.place = n % 8
 cross join lateral (select :'now'::timestamptz - interval '730 days' + n / (:messages / 4.9::float8) * interval '730 days' as at) t
 cross join lateral (
   select case when t.at > :'now'::timestamptz - interval '35 days' and n / 8 % 10 < 8 then 'active'
               else (array['active', 'paused', 'completed', 'completed', 'unsubscribed', 'exhausted', 'exhausted', 'exhausted',
                           'expired', 'suppressed'])[1 + case when n / 8 % 100 < 3 then 0 when n / 8 % 100 < 4 then 1 else 2 + n / 64 % 8 end]
               end as status) s;

-- Rows grow at their claim: what is inserted whole finds its pages as full as the claim leaves them.
alter table rekindle.message_deliveries set (fillfactor = 55);
create temporary table dropped on commit preserve rows as
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
 where i.indrelid = 'rekindle.message_deliveries'::regclass
   and not exists (select from pg_constraint k where k.conindid = i.indexrelid);
select format('drop index %s', d.name) from dropped d \gexec
set enable_hashjoin = off; set enable_mergejoin = off; set enable_memoize = off;   -- so that rows arrive in the order of time
insert into rekindle.message_deliveries
  (user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence, stage, attempt, channel, class, status, template, variant,
   reason, template_hash, provider, provider_message_id, slot_at, scheduled_at, not_before, expires_at, attention_at, sent_at, delivered_at,
   opened_at, clicked_at, bounced_at, complained_at, unit_price, units, cost)
select e.user_id, e.id, e.subject_id, e.campaign_id, e.version, p.part % c.steps, p.part, p.part, (s.status <> 'skipped')::int, h.channel,
       c.class, s.status, 'text-' || p.part, case when c.place = 1 then (array['a', 'b'])[1 + e.id % 2] else '' end,
       case s.status when 'skipped' then (array['day_cap', 'quiet_hours', 'missing_variable'])[1 + h.n % 3] when 'failed' then 'rejected' end,
       case when s.is_sent then 'h' end, case when s.is_sent then h.provider end, case when s.is_sent then 'm' || p.n end,
       t.at, t.at, t.at, t.at + interval '2 days', case s.status when 'scheduled' then t.at end,
       case when s.is_sent then t.at + interval '2 minutes' end,
       case when s.status = 'sent' and h.n < 940 then t.at + interval '3 minutes' end,
       case when s.status = 'sent' and h.n < 400 and h.channel <> 'sms' then t.at + interval '5 hours' end,
       case when s.status = 'sent' and h.n < 80 then t.at + interval '6 hours' end,
       case when s.status = 'sent' and h.n > 985 then t.at + interval '4 minutes' end,
       case when s.status = 'sent' and h.n = 500 then t.at + interval '9 hours' end,
       case when p.n > :messages / 2 then h.price end, case when p.n > :messages / 2 then 1 end,
       case when p.n > :messages / 2 and s.is_sent then h.price end
  from generate_series(0, (:messages / 0.98)::bigint - 1) n(n)
 cross join lateral (
   select n.n, n.n / 5 + 1 as whole, 1 + n.n % 5 as part, (n.n * 2654435761 % 4294967296 / 4294968)::int as hash offset 0) p
  join rekindle.campaign_enrollments e on e.id = p.whole - (p.part - 1) * (7 * :messages / 4.9 / 730)::bigint
  join drawn c on c.id = e.campaign_id
 cross join lateral (
   select :'now'::timestamptz - interval '730 days' + (p.whole - 1) / (:messages / 4.9::float8) * interval '730 days' as at offset 0) t
 cross join lateral (
   select p.hash as n, k.* from (values (0, 'email', 'sendgrid', 0.0009), (1, 'sms', 'twilio', 0.04), (2, 'whatsapp', 'meta', 0.01))
     k(place, channel, provider, price)
     where k.place = case when p.hash * 7 % 10 < 7 then 0 else 1 + p.hash % 2 end offset 0) h
 cross join lateral (
   select r.status, r.status in ('sent', 'presumed_sent') as is_sent
     from (select case when t.at > :'now'::timestamptz - interval '1 hour' then 'scheduled'
                       when p.n % 100 < 88 then 'sent' when p.n % 100 < 89 then 'presumed_sent'
                       when p.n % 100 < 97 then 'skipped' else 'failed' end as status) r offset 0) s
 where not e.is_holdout;
reset enable_hashjoin; reset enable_mergejoin; reset enable_memoize;
select d.definition from dropped d \gexec
alter table rekindle.message_deliveries set (fillfactor = 40);

insert into rekindle.delivery_events (delivery_id, kind, occurred_at, provider, received_at)
select d.id, k.kind, k.at, d.provider, k.at + interval '1 second'
  from rekindle.message_deliveries d
 cross join lateral (values ('delivered', d.delivered_at), ('open', d.opened_at), ('click', d.clicked_at)) k(kind, at)
 where d.scheduled_at > :'now'::timestamptz - interval '90 days' and k.at is not null
 order by k.at;
insert into rekindle.suppressions (user_id, channel, scope, topic, reason, source, opt_outs, created_at)
select n * 20, 'all', 'all', '', 'opt_out', 'email_link', 1, :'now'::timestamptz - random() * interval '730 days'
  from generate_series(1, :learners / 20) n;
insert into rekindle.assignments (enrollment_id, campaign_id, version, is_held, held_share, is_first, closes_at, judged_at, reached_at)
select e.id, e.campaign_id, e.version, e.is_holdout, 1000, e.episode = 1, t.closes_at,
       case when t.closes_at < :'now' then t.closes_at end,
       case when t.closes_at < :'now' and e.id % 10 < 3 then e.enrolled_at + interval '9 days' end
  from rekindle.campaign_enrollments e join drawn c on c.id = e.campaign_id and c.place = 0
 cross join lateral (select e.enrolled_at + interval '30 days' as closes_at) t;

insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, due_at, paid_at)
select n, 1 + n * 31 % :learners, 10 + n % 90, case when n % 5 = 0 then 'INR' else 'EUR' end, t.at, t.at + interval '14 days',
       case when n % 20 > 0 then t.at + make_interval(hours => (n % 300)::int) end
  from generate_series(1, :payments) n
 cross join lateral (select :'now'::timestamptz - n::float8 / :payments * interval '730 days' as at) t;
insert into lms_data.orders (order_id, user_id, currency, subtotal, total, plan, ordered_at)
select n, 1 + n * 31 % :learners, 'EUR', 100, 100, 'instalments', :'now'::timestamptz - n / (:payments / 5.0) * interval '730 days'
  from generate_series(1, :payments / 5) n;
insert into lms_data.instalments (instalment_id, order_id, user_id, number, count, amount, currency, due_on, paid_at)
select o.order_id * 4 + k, o.order_id, o.user_id, k + 1, 4, 25, 'EUR', t.at::date,
       case when t.at < :'now' and o.order_id % 15 > 0 then t.at end
  from lms_data.orders o cross join generate_series(0, 3) k
 cross join lateral (select o.ordered_at + make_interval(days => 30 * k) as at) t;
insert into lms_data.payment_details (payment_id, order_id, instalment_id)
select i.instalment_id, i.order_id, i.instalment_id from lms_data.instalments i where i.instalment_id <= :payments and i.paid_at is not null;
insert into lms_data.refunds (refund_id, payment_id, user_id, amount, currency, refunded_at)
select p.payment_id, p.payment_id, p.user_id, 5, p.currency, p.paid_at + interval '3 days'
  from lms_data.payments p where p.payment_id % 50 = 1 and p.paid_at is not null;
insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at, counts)
select 'schedule-tick', 'succeeded', n::text, t.at, t.at + interval '1 second', '{"looked_at": 20}'
  from generate_series(90 * 1440, 1, -1) n cross join lateral (select :'now'::timestamptz - make_interval(mins => n) as at) t;
vacuum analyze;
