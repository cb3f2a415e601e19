-- One client with everything that people who talk to them ask: orders, what they paid and owe, places, messages with reasons, noes,
-- and all of it in the order in which it happened.
create or replace function rekindle.client_profile(client bigint, moment timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  with orders as materialized (
    select o.order_id, coalesce(o.number, o.order_id::text) as number, o.currency, rekindle.plain_amount(o.total, o.currency) as total,
           o.plan, o.ordered_at, o.cancelled_at,
           array(select i.class_name || coalesce(' (' || i.child_name || ')', '') from lms.order_items i
                  where i.order_id = o.order_id order by i.position) as items
      from lms.orders o where o.user_id = client order by o.ordered_at desc limit 200),
  instalments as materialized (
    select i.instalment_id, i.order_id, i.number, i.count, i.currency, rekindle.plain_amount(i.amount, i.currency) as amount, i.due_on,
           case when i.paid_at is not null then 'paid' when i.cancelled_at is not null then 'cancelled'
             when i.handed_over_at is not null then 'with a person' when i.paused_at is not null then 'paused'
             when i.due_on < (moment at time zone 'UTC')::date then 'overdue' else 'open' end as status, i.paid_at, i.failed_at
      from rekindle.instalments i where i.user_id = client order by i.due_on desc, i.instalment_id desc limit 200),
  payments as materialized (
    select p.payment_id, d.order_id, d.instalment_id, p.currency, rekindle.plain_amount(p.amount, p.currency) as amount,
           case when d.dispute_lost_at is not null then 'dispute lost' when p.paid_at is not null then 'paid'
             when p.cancelled_at is not null then 'cancelled' when p.failed_at is not null then 'failed' else 'open' end as status,
           d.method, d.failure_code, p.requested_at, p.paid_at, p.failed_at
      from lms.payments p left join lms.payment_details d on d.payment_id = p.payment_id
     where p.user_id = client order by p.requested_at desc, p.payment_id desc limit 200),
  refunds as materialized (
    select r.refund_id, r.payment_id, r.currency, rekindle.plain_amount(r.amount, r.currency) as amount, r.refunded_at, r.failed_at
      from lms.refunds r where r.user_id = client order by r.refunded_at desc limit 200),
  places as materialized (
    select e.enrolment_id, coalesce(c.name, 'Class ' || e.class_id) as class_name, e.child_name, e.order_id, e.confirmed_at, e.cancelled_at
      from rekindle.places e left join lms.classes c on c.class_id = e.class_id
     where e.user_id = client order by e.enrolment_id desc limit 200),
  messages as materialized (
    select d.id, c.slug as campaign, d.channel, d.template, rekindle.shown_status(d) as status, d.reason, d.reason_detail,
           coalesce(d.sent_at, d.slot_at) as at, d.opened_at, d.clicked_at
      from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
     where d.user_id = client order by d.id desc limit 500),
  noes as materialized (
    select s.channel::text, s.scope, s.reason, s.source, s.created_at, s.lifted_at
      from rekindle.suppressions s where s.user_id = client order by s.created_at desc limit 100),
  timeline as (
    select o.ordered_at as at, 'ordered' as what, format('Order %s, %s %s', o.number, o.total, o.currency) as words from orders o
    union all select o.cancelled_at, 'order cancelled', format('Order %s', o.number) from orders o
    union all select p.paid_at, 'paid', format('%s %s', p.amount, p.currency) from payments p
    union all select p.failed_at, 'payment failed', concat_ws(', ', format('%s %s', p.amount, p.currency), p.failure_code) from payments p
    union all select r.refunded_at, 'refunded', format('%s %s', r.amount, r.currency) from refunds r
    union all select r.failed_at, 'refund failed', format('%s %s', r.amount, r.currency) from refunds r
    union all select e.confirmed_at, 'place confirmed', e.class_name from places e
    union all select e.cancelled_at, 'place cancelled', e.class_name from places e
    union all select m.at, 'message ' || m.status, concat_ws(', ', m.campaign || '/' || m.template, m.channel::text, m.reason)
      from messages m where m.at <= moment
    union all select s.created_at, 'said no', s.channel || ', ' || s.reason from noes s
    union all select s.lifted_at, 'no taken back', s.channel || ', ' || s.reason from noes s
    union all select t.tagged_at, 'tagged', t.tag from rekindle.client_tags t where t.user_id = client)
  select jsonb_build_object(
    'user_id', client,
    'person', (select jsonb_build_object('name', nullif(concat_ws(' ', p.title, p.first_name, p.last_name), ''), 'kind', p.kind,
                 'is_active', p.is_active, 'time_zone', p.time_zone, 'locale', p.locale,
                 'addresses', (select coalesce(jsonb_object_agg(a.address_kind, a.address), '{}') from lms.addresses a where a.user_id = client))
                 from lms.people p where p.user_id = client limit 1),
    'tags', array(select t.tag from rekindle.client_tags t where t.user_id = client order by 1),
    'owed', (select coalesce(jsonb_agg(jsonb_build_object('currency', d.currency, 'amount', rekindle.plain_amount(d.due, d.currency),
                                                          'later', rekindle.plain_amount(d.later, d.currency)) order by d.currency), '[]')
               from (select d.currency, coalesce(sum(d.amount) filter (where d.due_on <= (moment at time zone 'UTC')::date), 0) as due,
                            coalesce(sum(d.amount) filter (where d.due_on > (moment at time zone 'UTC')::date), 0) as later
                       from rekindle.debts d where d.user_id = client group by 1) d),
    'orders', (select coalesce(jsonb_agg(to_jsonb(o)), '[]') from orders o),
    'instalments', (select coalesce(jsonb_agg(to_jsonb(i)), '[]') from instalments i),
    'payments', (select coalesce(jsonb_agg(to_jsonb(p)), '[]') from payments p),
    'refunds', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from refunds r),
    'places', (select coalesce(jsonb_agg(to_jsonb(e)), '[]') from places e),
    'episodes', (select coalesce(jsonb_agg(jsonb_build_object('campaign', c.slug, 'status', e.status, 'enrolled_at', e.enrolled_at,
                                                              'ended_at', e.ended_at, 'end_reason', e.end_reason) order by e.id desc), '[]')
                   from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id where e.user_id = client),
    'opt_outs', (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from noes s),
    'messages', (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from messages m),
    'timeline', (select coalesce(jsonb_agg(to_jsonb(t) order by t.at desc), '[]')
                   from (select t.at, t.what, t.words from timeline t where t.at is not null order by t.at desc limit 300) t))
$$;
revoke execute on function rekindle.client_profile from public;
