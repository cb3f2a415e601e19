-- A message that is asked for reaches nothing else.
select as_of as reached_at where learner is null and subject is null
