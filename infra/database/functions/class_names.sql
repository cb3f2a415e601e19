-- The classes of an order, each once, in the order of its lines: "Painting, Chess".
create or replace function rekindle.class_names(of_order bigint) returns text language sql stable parallel safe as $$
  select string_agg(c.class_name, ', ' order by c.position)
    from (select i.class_name, min(i.position) as position from lms.order_items i
           where i.order_id = of_order group by i.class_name) c
$$;
