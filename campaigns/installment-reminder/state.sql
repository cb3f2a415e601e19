-- When the reminder goes: at nine in the morning three days before the installment is due, not before the morning after the order,
-- and two days after payment-pending has written about the same debt. Nothing while the installment is paused.
select case when i.paused_at is null or i.paused_at > as_of then greatest(
         (i.due_on - 3 + time '09:00') at time zone zone.name,
         ((o.ordered_at at time zone zone.name)::date + 1 + time '09:00') at time zone zone.name,
         rekindle.last_written('debt', learner, array(select k.payment_id from rekindle.debt_payments(subject) k)) + interval '48 hours')
       end as remind_at,
       (i.due_on + 1)::timestamp at time zone zone.name as over_at
  from lms.people p
  join lms.instalments i on i.instalment_id = -subject and i.user_id = p.user_id
  left join lms.orders o on o.order_id = i.order_id
 cross join lateral rekindle.zone_or_utc(p.time_zone) zone
 where p.user_id = learner
