-- What the messages know about one payment that has come.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       rekindle.money(y.amount, y.currency, p.locale) as amount,
       rekindle.money(y.amount, y.currency, p.locale) as subject_name,
       rekindle.moment_text(y.paid_at, zone.name, p.locale) as payment_date,
       nullif(btrim(d.method), '') as payment_method,
       coalesce(nullif(btrim(d.reference), ''), y.payment_id::text) as transaction_id,
       coalesce(o.number, o.order_id::text) as order_number,
       o.order_id is not null as has_order,
       names.class_name,
       i.number as installment_number,
       i.count as installment_count,
       i.instalment_id is not null as is_installment,
       next.due_date as next_due_date,
       next.amount as next_amount,
       next.due_date is not null as has_next,
       link.url as receipt_link,
       link.url is not null as has_link
  from lms.people p
  join lms.payments y on y.payment_id = subject and y.user_id = p.user_id and y.paid_at <= as_of
  left join lms.payment_details d on d.payment_id = y.payment_id
  left join lms.instalments i on i.instalment_id = d.instalment_id
  left join lms.orders o on o.order_id = coalesce(d.order_id, i.order_id)
 cross join lateral (select rekindle.class_names(o.order_id) as class_name) names
 cross join lateral (
    select nullif(btrim(coalesce(d.receipt_url, o.url, rekindle.link('order', o.order_id::text))), '') as url) link
 cross join lateral rekindle.zone_or_utc(p.time_zone) zone
  left join lateral (
    select rekindle.day_text(n.due_on, p.locale) as due_date,
           rekindle.money(n.amount, n.currency, p.locale) as amount
      from lms.instalments n
     where n.order_id = i.order_id and n.number > i.number and (n.paid_at is null or n.paid_at > as_of)
       and (n.cancelled_at is null or n.cancelled_at > as_of)
     order by n.number limit 1) next on true
 where p.user_id = learner
