-- Whose installment is due within `ahead` days, today among them, and open. What is due on the day of the order is paid with it.
select i.user_id, rekindle.debt(null, i.instalment_id) as subject_id, null::timestamptz as last_activity_at
  from lms.instalments i
  join lms.people p on p.user_id = i.user_id and p.is_active
 cross join lateral rekindle.zone_or_utc(p.time_zone) zone
  left join lms.orders o on o.order_id = i.order_id
 where i.due_on between (as_of at time zone 'UTC')::date - 1 and (as_of at time zone 'UTC')::date + ahead + 1
   and i.due_on between (as_of at time zone zone.name)::date and (as_of at time zone zone.name)::date + ahead
   and (i.paid_at is null or i.paid_at > as_of) and (i.cancelled_at is null or i.cancelled_at > as_of)
   and (i.paused_at is null or i.paused_at > as_of) and (i.handed_over_at is null or i.handed_over_at > as_of)
   and (o.cancelled_at is null or o.cancelled_at > as_of)
   and (o.ordered_at is null or i.due_on > (o.ordered_at at time zone zone.name)::date)
   and rekindle.debt_paid_at(rekindle.debt(null, i.instalment_id), as_of) is null
