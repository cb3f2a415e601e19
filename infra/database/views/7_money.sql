-- What instalments are owed, from the order until they are paid or nobody asks for them any more.
create or replace view rekindle.instalment_claims as
select upper(i.currency) as currency, i.amount::numeric as amount, i.due_on, o.ordered_at as owed_since,
       least(i.paid_at, s.paid_at, i.cancelled_at, o.cancelled_at) as closed_at, i.instalment_id
  from lms.instalments i
  left join lms.orders o on o.order_id = i.order_id
  left join lateral (
    select min(p.paid_at) as paid_at from lms.payment_details d join lms.payments p on p.payment_id = d.payment_id
     where d.instalment_id = i.instalment_id) s on true;

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
