-- Keeps an anomaly for each of these orders whose figures disagree, by its number; one that agrees now is settled.
create or replace function rekindle.note_orders(orders bigint[], moment timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
  update rekindle.anomalies a set resolved_at = moment
    from lms.orders o
   where o.order_id = any (orders) and a.kind = 'order_disagrees' and a.resolved_at is null
     and a.enrollment_id is null and a.delivery_id is null
     and starts_with(a.detail, format('order %s: ', coalesce(o.number, o.order_id::text)))
     and not exists (select from rekindle.order_faults f
                      where f.order_id = o.order_id and a.detail = format('order %s: %s', f.number, f.fault));
  perform rekindle.count_anomalies(array_agg('order_disagrees'::text), array_agg(format('order %s: %s', f.number, f.fault)), moment)
     from rekindle.order_faults f where f.order_id = any (orders) having count(*) > 0;
end
$$;
revoke execute on function rekindle.note_orders from public;
