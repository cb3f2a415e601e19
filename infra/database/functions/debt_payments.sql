-- The payments of a debt.
create or replace function rekindle.debt_payments(debt bigint) returns table (payment_id bigint)
language sql stable parallel safe rows 1 as $$
  select debt where debt > 0
  union all
  select d.payment_id from lms.payment_details d where d.instalment_id = -debt
$$;
