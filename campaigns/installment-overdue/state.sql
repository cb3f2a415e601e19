-- Nine in the morning of the day on which the installment was due, from which the steps count; nothing while it is paused.
select case when i.paused_at is null or i.paused_at > as_of then (i.due_on + time '09:00') at time zone zone.name end as due_at
  from lms.people p
  join lms.instalments i on i.instalment_id = -subject and i.user_id = p.user_id
 cross join lateral rekindle.zone_or_utc(p.time_zone) zone
 where p.user_id = learner
