-- Whether an order's lines, discount, tax and total do not agree: its receipt would not be true, so it is held back.
create or replace function rekindle.order_disagrees(of_order bigint) returns boolean
language sql stable parallel safe as $$
  select exists (select from rekindle.order_faults f where f.order_id = of_order)
$$;
