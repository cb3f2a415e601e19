-- What the messages know about one payment that has come, or about an installment of which no payments are told.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       rekindle.money(y.amount, y.currency, l.locale) as amount,
       rekindle.money(y.amount, y.currency, l.locale) as subject_name,
       rekindle.moment_text(y.paid_at, zone.name, l.locale) as payment_date,
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
 cross join lateral (select rekindle.locale(language, p.locale) as locale) l
  left join lms.payments t on t.payment_id = subject and t.user_id = p.user_id and t.paid_at <= as_of
  left join lms.payment_details d on d.payment_id = t.payment_id
  left join lms.instalments i on i.instalment_id = coalesce(d.instalment_id, -subject)
   and (t.payment_id is not null or i.user_id = p.user_id and i.paid_at <= as_of)
 cross join lateral (
    select t.payment_id, t.amount, t.currency, t.paid_at where t.payment_id is not null
    union all
    select null, i.amount, i.currency, i.paid_at where t.payment_id is null and i.instalment_id is not null) y
  left join lms.orders o on o.order_id = coalesce(d.order_id, i.order_id)
 cross join lateral (select rekindle.class_names(o.order_id) as class_name) names
 cross join lateral (
    select nullif(btrim(coalesce(d.receipt_url, o.url, rekindle.link('order', o.order_id::text))), '') as url) link
 cross join lateral rekindle.zone_or_utc(p.time_zone) zone
  left join lateral (
    select rekindle.day_text(n.due_on, l.locale) as due_date,
           rekindle.money(n.amount, n.currency, l.locale) as amount
      from lms.instalments n
     where n.order_id = i.order_id and n.number > i.number and (n.paid_at is null or n.paid_at > as_of)
       and (n.cancelled_at is null or n.cancelled_at > as_of)
     order by n.number limit 1) next on true
 where p.user_id = learner
