-- A receipt has no goal.
select null::timestamptz as reached_at where false
