-- Keeps an anomaly for each of these orders whose figures disagree, by its number; one that agrees now is settled.
create or replace function rekindle.note_orders(orders bigint[], moment timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
  faults text[] := array(
    select format('order %s: %s', f.number, f.fault) from rekindle.order_faults f where f.order_id = any (orders));
begin
  update rekindle.anomalies a set resolved_at = moment
    from lms.orders o
   where o.order_id = any (orders) and a.kind = 'order_disagrees' and a.resolved_at is null
     and a.enrollment_id is null and a.delivery_id is null
     and starts_with(a.detail, format('order %s: ', coalesce(o.number, o.order_id::text))) and a.detail <> all (faults);
  if cardinality(faults) > 0 then
    perform rekindle.count_anomalies(array_fill('order_disagrees'::text, array[cardinality(faults)]), faults, moment);
  end if;
end
$$;
revoke execute on function rekindle.note_orders from public;
