-- Whose payment has failed for good since less than `within` and is open; nobody whom a failure of the same debt was told within
-- a day.
select f.user_id, f.debt as subject_id, f.failed_at as last_activity_at
  from rekindle.failed_payments(as_of) f
 where f.failed_at > as_of - within and f.is_final and rekindle.debt_paid_at(f.debt, as_of) is null
   and coalesce(rekindle.last_written('failure', f.user_id, array[f.debt]) <= as_of - interval '24 hours', true)
