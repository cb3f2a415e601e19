-- Whose payment has come since less than `within`, and whose installment of which the host tells no payments, by its number below
-- zero. What a provider tells twice, under two of the host's numbers but by one of its own within a day, is one payment; a payment
-- that is told after the receipt for its installment has none of its own.
select y.user_id, y.payment_id as subject_id, null::timestamptz as last_activity_at
  from lms.payments y
 where y.paid_at <= as_of and y.paid_at > as_of - within and y.amount > 0
   and not exists (
     select from lms.payment_details d
       join lms.payment_details s on s.reference = d.reference and s.payment_id < d.payment_id
       join lms.payments f on f.payment_id = s.payment_id and f.user_id = y.user_id
        and f.paid_at between y.paid_at - interval '24 hours' and y.paid_at + interval '24 hours'
      where d.payment_id = y.payment_id)
   and not exists (
     select from lms.payment_details d
      where d.payment_id = y.payment_id and rekindle.last_written('receipt', y.user_id, array[-d.instalment_id]) is not null)
union all
select i.user_id, rekindle.debt(null, i.instalment_id), null
  from lms.instalments i
 where i.paid_at <= as_of and i.paid_at > as_of - within and i.amount > 0
   and not exists (select from lms.payment_details d where d.instalment_id = i.instalment_id)
