-- When a debt was paid, as `as_of` knows it; null while it is open. What pays an order at once is paid too once the order is,
-- by whichever payment. In PL/pgSQL, which keeps the plans: as an SQL function each query that asks of debts planned it anew.
create or replace function rekindle.debt_paid_at(debt bigint, as_of timestamptz) returns timestamptz
language plpgsql stable parallel safe as $$
begin
  if debt <= 0 then
    return (
      select min(p.paid_at) from (
        select y.paid_at from rekindle.debt_payments(debt) k join lms.payments y on y.payment_id = k.payment_id
        union all
        select i.paid_at from lms.instalments i where i.instalment_id = -debt) p
       where p.paid_at <= as_of);
  end if;
  return (
    select min(p.paid_at) from (
      select y.paid_at from lms.payments y where y.payment_id = debt
      union all
      select o.paid_at from lms.payment_details d
        join lms.orders s on s.order_id = d.order_id and s.plan = 'one_time'
        join rekindle.paid_orders o on o.order_id = s.order_id
       where d.payment_id = debt and d.instalment_id is null) p
     where p.paid_at <= as_of);
end
$$;
