-- Of which days of UTC, and of which due dates, the sums of money no longer hold: those that changed rows had, and those of the rows that
-- belong with them as they are now.
create or replace function rekindle.money_stale() returns table (day date, due_on date) language sql stable as $$
  with noted as materialized (select c.moments, c.dues, c.payments, c.instalments, c.orders from rekindle.money_changes c),
  orders as materialized (select distinct o.id from noted n cross join lateral unnest(n.orders) o(id)),
  payments as materialized (select distinct p.id from noted n cross join lateral unnest(n.payments) p(id)),
  instalments as materialized (
    select i.id from noted n cross join lateral unnest(n.instalments) i(id)
    union
    select d.instalment_id from payments p join lms.payment_details d on d.payment_id = p.id where d.instalment_id is not null
    union
    select i.instalment_id from orders o join lms.instalments i on i.order_id = o.id),
  moments as (
    select m.at from noted n cross join lateral unnest(n.moments) m(at)
    union all
    select v.at from orders k join lms.orders o on o.order_id = k.id cross join lateral (values (o.ordered_at), (o.cancelled_at)) v(at)
    union all
    select p.paid_at from payments k join lms.payments p on p.payment_id = k.id
    union all
    select v.at from payments k join lms.payment_details d on d.payment_id = k.id
     cross join lateral (values (d.dispute_lost_at), (d.dispute_won_at)) v(at)
    union all
    select v.at from instalments k join lms.instalments i on i.instalment_id = k.id left join lms.orders o on o.order_id = i.order_id
     cross join lateral (values (i.paid_at), (i.cancelled_at), (o.ordered_at), (o.cancelled_at)) v(at)
    union all
    select p.paid_at from instalments k join lms.payment_details d on d.instalment_id = k.id join lms.payments p on p.payment_id = d.payment_id)
  select (m.at at time zone 'UTC')::date, null::date from moments m where m.at is not null
  union
  select null, d.due_on from noted n cross join lateral unnest(n.dues) d(due_on) where d.due_on is not null
  union
  select null, i.due_on from instalments k join lms.instalments i on i.instalment_id = k.id
$$;
revoke execute on function rekindle.money_stale from public;
