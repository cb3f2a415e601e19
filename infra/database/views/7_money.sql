-- Money as it moved, without whose it was, as bookkeepers count (docs/reports.md): what went out is negative. An instalment that was
-- paid without a payment that names it is money received too; of a lost dispute the bank takes what was not paid back before.
create or replace view rekindle.money_movements as
select p.paid_at as at, upper(p.currency) as currency, 'received'::text as kind, p.amount::numeric as amount,
       d.instalment_id is not null as is_instalment
  from lms.payments p left join lms.payment_details d on d.payment_id = p.payment_id
 where p.paid_at is not null
union all
select i.paid_at, upper(i.currency), 'received', i.amount, true
  from lms.instalments i
 where i.paid_at is not null and not exists (
   select from lms.payment_details d join lms.payments p on p.payment_id = d.payment_id
    where d.instalment_id = i.instalment_id and p.paid_at is not null)
union all
select r.refunded_at, upper(r.currency), 'refunded', -r.amount, false from lms.refunds r
union all
select r.failed_at, upper(r.currency), 'returned', r.amount, false from lms.refunds r where r.failed_at is not null
union all
select t.at, l.currency, t.kind, t.sign * l.amount, false
  from (select upper(p.currency) as currency, d.dispute_lost_at, d.dispute_won_at, greatest(0, p.amount - coalesce((
                 select sum(r.amount) from lms.refunds r
                  where r.payment_id = p.payment_id and r.refunded_at <= d.dispute_lost_at
                    and (r.failed_at is null or r.failed_at > d.dispute_lost_at)), 0)) as amount
          from lms.payment_details d join lms.payments p on p.payment_id = d.payment_id
         where d.dispute_lost_at is not null and p.paid_at is not null) l
 cross join lateral (values ('lost', l.dispute_lost_at, -1), ('regained', l.dispute_won_at, 1)) t(kind, at, sign)
 where t.kind = 'lost' or t.at > l.dispute_lost_at;

-- What instalments are owed, from the order until they are paid or nobody asks for them any more.
create or replace view rekindle.instalment_claims as
select upper(i.currency) as currency, i.amount::numeric as amount, i.due_on, o.ordered_at as owed_since,
       least(i.paid_at, s.paid_at, i.cancelled_at, o.cancelled_at) as closed_at
  from lms.instalments i
  left join lms.orders o on o.order_id = i.order_id
  left join (select d.instalment_id, min(p.paid_at) as paid_at
               from lms.payment_details d join lms.payments p on p.payment_id = d.payment_id
              where d.instalment_id is not null group by 1) s on s.instalment_id = i.instalment_id;

-- When each person came, as far as anything dated tells: signed up, took a course, ordered, got a place.
create or replace view rekindle.newcomers as
select min(f.at) as came_at
  from (select s.user_id, s.completed_at as at from lms.signups s
        union all select e.user_id, e.enrolled_at from lms.course_enrolments e
        union all select o.user_id, o.ordered_at from lms.orders o
        union all select k.user_id, k.confirmed_at from lms.class_enrolments k) f
 where f.at is not null group by f.user_id;

-- What people owe: instalments that nobody has paid or given up, and payments that are asked for.
create or replace view rekindle.debts as
select i.user_id, i.order_id, upper(i.currency) as currency, i.amount::numeric as amount, i.due_on
  from lms.instalments i
 where i.paid_at is null and i.cancelled_at is null
   and not exists (select from lms.orders o where o.order_id = i.order_id and o.cancelled_at is not null)
   and not exists (select from lms.payment_details d join lms.payments p on p.payment_id = d.payment_id
                    where d.instalment_id = i.instalment_id and p.paid_at is not null)
union all
select p.user_id, d.order_id, upper(p.currency), p.amount, (coalesce(p.due_at, p.requested_at) at time zone 'UTC')::date
  from lms.payments p left join lms.payment_details d on d.payment_id = p.payment_id
 where p.paid_at is null and p.cancelled_at is null and d.instalment_id is null;
