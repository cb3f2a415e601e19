-- What the messages know about one place that was cancelled; no row where that was taken back. A refund of nothing is none.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       nullif(btrim(e.child_name), '') as child_name,
       nullif(btrim(e.child_name), '') is not null as has_child,
       named.class_name,
       named.class_name as subject_name,
       rekindle.day_text(e.cancelled_at, zone.name, l.locale) as cancellation_date,
       rekindle.day_text(e.effective_on, l.locale) as effective_date,
       e.effective_on is not null as has_effective_date,
       rekindle.money(e.refund_amount, coalesce(e.refund_currency, o.currency), l.locale) as refund_amount,
       coalesce(e.refund_amount > 0, false) and coalesce(e.refund_currency, o.currency) is not null as has_refund,
       coalesce(o.number, o.order_id::text) as order_number,
       o.order_id is not null as has_order,
       link.url as classes_link,
       link.url is not null as has_link
  from lms.people p
 cross join lateral (select rekindle.locale(language, p.locale) as locale) l
  join lms.class_enrolments e on e.enrolment_id = subject and e.user_id = p.user_id and e.cancelled_at <= as_of
  left join lms.classes c on c.class_id = e.class_id
  left join lms.orders o on o.order_id = e.order_id
 cross join lateral (
    select coalesce(c.name, (select min(i.class_name) from lms.order_items i
                              where i.order_id = e.order_id and i.class_id = e.class_id)) as class_name) named
 cross join lateral (select nullif(btrim(coalesce(rekindle.link('classes', ''), c.url)), '') as url) link
 cross join lateral rekindle.zone_or_utc(p.time_zone) zone
 where p.user_id = learner and named.class_name is not null
