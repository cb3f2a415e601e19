-- Until when it is handed in; nothing where it is no longer asked for.
select a.due_at
  from lms.assignments a
 where a.assignment_id = subject and (a.cancelled_at is null or a.cancelled_at > as_of)
