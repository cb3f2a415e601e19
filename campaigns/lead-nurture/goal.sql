-- When the lead asked to take part: by a form from their mailbox, in any spelling, or as the list says it.
select least(i.converted_at, asked.at) as reached_at
  from lms.imported_leads i
 cross join lateral (
   select min(s.submitted_at) as at from lms.cta_submissions s
    where rekindle.mailbox(s.email) = rekindle.mailbox(i.email) and s.submitted_at <= as_of) asked
 where i.user_id = learner and i.user_id = subject and least(i.converted_at, asked.at) <= as_of
