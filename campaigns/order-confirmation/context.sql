-- What the messages know about one order; no row where it was cancelled or its figures disagree.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       coalesce(o.number, o.order_id::text) as order_number,
       coalesce(o.number, o.order_id::text) as subject_name,
       rekindle.day_text(o.ordered_at, zone.name, l.locale) as order_date,
       items.list as order_items,
       rekindle.money(o.subtotal, o.currency, l.locale) as subtotal,
       rekindle.money(o.discount_total, o.currency, l.locale) as discount_total,
       o.discount_total > 0 as has_discount,
       rekindle.money(o.tax_total, o.currency, l.locale) as tax_total,
       o.tax_total > 0 as has_tax,
       rekindle.money(o.total, o.currency, l.locale) as total,
       o.total = 0 as is_free,
       o.plan = 'instalments' as in_installments,
       o.plan = 'one_time' and o.total > 0 as is_one_time,
       coalesce(paid.at <= as_of, false) as is_paid,
       parts.list as installments,
       o.plan = 'instalments' and parts.list is not null as has_installments,
       link.url as order_link,
       link.url is not null as has_link
  from lms.people p
 cross join lateral (select rekindle.locale(language, p.locale) as locale) l
  join lms.orders o on o.order_id = subject and o.user_id = p.user_id
 cross join lateral rekindle.zone_or_utc(p.time_zone) zone
 cross join lateral (select nullif(btrim(coalesce(o.url, rekindle.link('order', o.order_id::text))), '') as url) link
 cross join lateral (
    select jsonb_agg(jsonb_build_object(
             'class_name', i.class_name, 'child_name', coalesce(nullif(btrim(i.child_name), ''), '–'),
             'price', rekindle.money(i.price, o.currency, l.locale)) order by i.position) as list
      from lms.order_items i where i.order_id = o.order_id) items
  left join lateral (
    select jsonb_agg(jsonb_build_object(
             'number', i.number, 'due_date', rekindle.day_text(i.due_on, l.locale),
             'amount', rekindle.money(i.amount, i.currency, l.locale)) order by i.number) as list
      from lms.instalments i
     where i.order_id = o.order_id and (i.cancelled_at is null or i.cancelled_at > as_of)) parts on true
  left join lateral (select r.paid_at as at from rekindle.paid_orders r where r.order_id = o.order_id) paid on true
 where p.user_id = learner and items.list is not null and (o.cancelled_at is null or o.cancelled_at > as_of)
   and not rekindle.order_disagrees(o.order_id)
