-- Until when the learner hands it in; nothing where it is no longer asked for, of anybody or of them.
select case when d.assignment_id is null then a.due_at else d.due_at end as due_at
  from lms.assignments a
  left join lms.assignment_dates d on d.assignment_id = a.assignment_id and d.user_id = learner
 where a.assignment_id = subject and (a.cancelled_at is null or a.cancelled_at > as_of)
   and (d.assignment_id is null or d.due_at is not null)
