-- What the messages know about one installment; no row once it is over, paid, cancelled or in somebody's hands.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       rekindle.money(i.amount, i.currency, l.locale) as amount,
       rekindle.money(i.amount, i.currency, l.locale) as subject_name,
       rekindle.day_text(i.due_on, l.locale) as due_date,
       i.number as installment_number,
       i.count as installment_count,
       coalesce(o.number, i.order_id::text) as order_number,
       rekindle.class_names(i.order_id) as class_name,
       link.url as payment_link,
       link.url is not null as has_link
  from lms.people p
 cross join lateral (select rekindle.locale(language, p.locale) as locale) l
  join lms.instalments i on i.instalment_id = -subject and i.user_id = p.user_id
  left join lms.orders o on o.order_id = i.order_id
 cross join lateral (
    select nullif(btrim(coalesce(i.url, rekindle.link('installment', i.instalment_id::text), o.url)), '') as url) link
 cross join lateral rekindle.zone_or_utc(p.time_zone) zone
 where p.user_id = learner and p.is_active and (i.due_on + 1)::timestamp at time zone zone.name > as_of
   and (i.cancelled_at is null or i.cancelled_at > as_of) and (i.handed_over_at is null or i.handed_over_at > as_of)
   and (o.cancelled_at is null or o.cancelled_at > as_of)
