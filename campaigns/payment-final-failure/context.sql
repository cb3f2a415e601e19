-- What the messages know about the newest failure of one debt; no row once it is paid, cancelled, paused or in somebody's hands.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       rekindle.money(y.amount, y.currency, l.locale) as amount,
       rekindle.money(y.amount, y.currency, l.locale) as subject_name,
       rekindle.failure_words(d.failure_code, language) as failure_reason,
       rekindle.moment_text(y.failed_at, zone.name, l.locale) as failed_at,
       coalesce(o.number, o.order_id::text) as order_number,
       o.order_id is not null as has_order,
       names.class_name,
       i.number as installment_number,
       i.count as installment_count,
       i.instalment_id is not null as is_installment,
       link.url as retry_link,
       link.url is not null as has_link
  from lms.people p
 cross join lateral (select rekindle.locale(language, p.locale) as locale) l
 cross join lateral (
    select n.* from (
      select y.payment_id, y.amount, y.currency, y.failed_at, y.url
        from rekindle.debt_payments(subject) k join lms.payments y on y.payment_id = k.payment_id
       where y.user_id = learner and y.failed_at <= as_of and (y.cancelled_at is null or y.cancelled_at > as_of)
      union all   -- an instalment of which no payments are told
      select null, i.amount, i.currency, i.failed_at, i.url
        from lms.instalments i where i.instalment_id = -subject and i.user_id = learner and i.failed_at <= as_of) n
     order by n.payment_id is null, n.failed_at desc, n.payment_id desc limit 1) y
  left join lms.payment_details d on d.payment_id = y.payment_id
  left join lms.instalments i on i.instalment_id = -subject
  left join lms.orders o on o.order_id = coalesce(d.order_id, i.order_id)
 cross join lateral (select rekindle.class_names(o.order_id) as class_name) names
 cross join lateral (
    select nullif(btrim(coalesce(d.retry_url, i.url, y.url, rekindle.link('payment', y.payment_id::text))), '') as url) link
 cross join lateral rekindle.zone_or_utc(p.time_zone) zone
 where p.user_id = learner and rekindle.debt_paid_at(subject, as_of) is null
   and (i.cancelled_at is null or i.cancelled_at > as_of) and (i.paused_at is null or i.paused_at > as_of)
   and (i.handed_over_at is null or i.handed_over_at > as_of) and (o.cancelled_at is null or o.cancelled_at > as_of)
