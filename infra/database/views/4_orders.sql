-- What orders come to and what was paid of them, as messages and reports ask for it.

-- Orders whose figures cannot be right, with what is wrong in each: nothing is written about the money of such an order.
create or replace view rekindle.order_faults as
select o.order_id, o.user_id, coalesce(o.number, o.order_id::text) as number, f.fault
  from lms.orders o
 cross join lateral (
   select coalesce(sum(i.price), 0) as total, coalesce(min(i.price), 0) as least,
          coalesce(max(scale(trim_scale(i.price))), 0) as decimals
     from lms.order_items i where i.order_id = o.order_id) lines
 cross join lateral (
   select case
     when least(lines.least, o.subtotal, o.discount_total, o.tax_total, o.total) < 0 then 'an amount is below zero'
     when greatest(lines.decimals, scale(trim_scale(o.subtotal)), scale(trim_scale(o.discount_total)),
                   scale(trim_scale(o.tax_total)), scale(trim_scale(o.total))) > rekindle.minor_digits(o.currency)
       then format('an amount has more decimals than %s', upper(o.currency))
     when lines.total <> o.subtotal
       then format('the lines come to %s, the subtotal is %s', trim_scale(lines.total), trim_scale(o.subtotal))
     when o.subtotal - o.discount_total + o.tax_total <> o.total
       then format('subtotal, discount and tax come to %s, the total is %s',
                   trim_scale(o.subtotal - o.discount_total + o.tax_total), trim_scale(o.total))
   end as fault) f
 where f.fault is not null;

-- The payments of each order, by their own word or by the instalment that they pay.
create or replace view rekindle.order_payments as
select d.order_id, d.instalment_id, y.payment_id, y.user_id, y.amount, y.currency, y.paid_at
  from lms.payment_details d join lms.payments y on y.payment_id = d.payment_id
 where d.order_id is not null
union all
select i.order_id, i.instalment_id, y.payment_id, y.user_id, y.amount, y.currency, y.paid_at
  from lms.instalments i join lms.payment_details d on d.instalment_id = i.instalment_id and d.order_id is null
  join lms.payments y on y.payment_id = d.payment_id;

-- Since when an order is paid so far that its places are sure: with all of its total, with the first instalment where it is paid
-- in instalments, at once where it costs nothing. An order that was cancelled before makes nothing sure.
create or replace view rekindle.paid_orders as
select o.order_id, p.paid_at
  from lms.orders o
 cross join lateral (
   select case
     when o.total = 0 then o.ordered_at
     when o.plan = 'instalments' then least(
       (select min(y.paid_at) from rekindle.order_payments y where y.order_id = o.order_id),
       (select min(i.paid_at) from lms.instalments i where i.order_id = o.order_id))
     else (
       select min(r.paid_at)
         from (select y.paid_at, sum(y.amount) over (order by y.paid_at, y.payment_id) as paid
                 from rekindle.order_payments y
                where y.order_id = o.order_id and y.paid_at is not null and upper(y.currency) = upper(o.currency)) r
        where r.paid >= o.total)
   end as paid_at
   offset 0) p   -- asked once for each order
 where p.paid_at is not null and (o.cancelled_at is null or o.cancelled_at > p.paid_at);

-- Places in classes, with since when each is sure: since the host said so or the order was paid, whichever came first.
create or replace view rekindle.places as
select e.enrolment_id, e.user_id, e.class_id, e.order_id, e.child_name, least(e.confirmed_at, o.paid_at) as confirmed_at,
  e.cancelled_at, e.effective_on, e.refund_amount, e.refund_currency
  from lms.class_enrolments e left join rekindle.paid_orders o on o.order_id = e.order_id;

-- Instalments, with when each was paid and failed last: by the host's word or by a payment for it.
create or replace view rekindle.instalments as
select i.instalment_id, i.order_id, i.user_id, i.number, i.count, i.amount, i.currency, i.due_on,
  least(i.paid_at, y.paid_at) as paid_at, greatest(i.failed_at, y.failed_at) as failed_at, i.paused_at, i.handed_over_at,
  i.cancelled_at, i.url
  from lms.instalments i
  left join lateral (
    select min(p.paid_at) as paid_at, max(p.failed_at) as failed_at
      from lms.payment_details d join lms.payments p on p.payment_id = d.payment_id
     where d.instalment_id = i.instalment_id) y on true;
