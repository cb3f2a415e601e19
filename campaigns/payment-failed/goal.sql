-- When it was paid after all.
select rekindle.debt_paid_at(subject, as_of) as reached_at
 where rekindle.debt_paid_at(subject, as_of) is not null
