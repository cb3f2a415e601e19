-- What the messages know about one open payment; no row once it is no longer asked for, or known to be an installment's.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       upper(y.currency) || ' ' || sum.text as subject_name,
       sum.text as amount,
       upper(y.currency) as currency,
       y.url as payment_link,
       to_char(y.requested_at at time zone zone.name, 'FMDD FMMonth') as requested_date,
       to_char(y.due_at at time zone zone.name, 'FMDD FMMonth YYYY') as due_date,
       y.due_at is not null as has_due_date,
       coalesce((y.due_at at time zone zone.name)::date < (as_of at time zone zone.name)::date, false) as is_overdue
  from lms.people p
  join lms.payments y on y.payment_id = subject and y.user_id = p.user_id
 cross join lateral rekindle.local_zone(p.time_zone) zone
 cross join lateral (
    select to_char(y.amount, case when y.amount = trunc(y.amount) then 'FM999,999,999,990' else 'FM999,999,999,990.00' end) as text) sum
 where p.user_id = learner and p.is_active and (y.cancelled_at is null or y.cancelled_at > as_of)
   and not exists (
     select from lms.payment_details d where d.payment_id = y.payment_id and d.instalment_id is not null)
