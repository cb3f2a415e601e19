-- Whose payment has been open for `open_for`, and for `at_most` at most: nobody is reminded of what is long over. Of an installment
-- installment-reminder and installment-overdue remind: one debt has one voice.
select y.user_id, y.payment_id as subject_id, null::timestamptz as last_activity_at
  from lms.payments y
  join lms.people p on p.user_id = y.user_id and p.is_active
 where y.requested_at <= as_of - open_for and y.requested_at > as_of - at_most
   and (y.paid_at is null or y.paid_at > as_of) and (y.cancelled_at is null or y.cancelled_at > as_of)
   and not exists (
     select from lms.payment_details d where d.payment_id = y.payment_id and d.instalment_id is not null)
