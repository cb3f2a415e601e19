-- Leads who have neither asked to take part nor an account, once it is known what a list of theirs is offered; each of them once.
select i.user_id, i.user_id as subject_id, null::timestamptz as last_activity_at
  from lms.imported_leads i
  join lms.leads l on l.user_id = i.user_id and l.is_active
 where exists (
     select from lms.lead_batch_members m join lms.lead_batches b on b.import_batch_id = m.import_batch_id
      where m.user_id = i.user_id and btrim(b.title) <> '' and btrim(b.course_overview) <> '' and btrim(b.cta_url) <> '')
   and (i.converted_at is null or i.converted_at > as_of)
   and not exists (
     select from lms.cta_submissions s
      where rekindle.mailbox(s.email) = rekindle.mailbox(i.email) and s.submitted_at <= as_of)
   and not exists (select from lms.users u where rekindle.mailbox(u.email) = rekindle.mailbox(i.email))
