-- When the last lesson for the meeting was done.
select l.done_at as reached_at
  from rekindle.lessons_before(subject, learner, as_of) l
 where l.done = l.total and l.total > 0
