-- What the messages know about a lead and what their list is offered; no row once they have an account, or nothing is offered.
select l.title,
       rekindle.name_beside_title(l.title, l.first_name) as lead_name,
       l.last_name,
       btrim(b.title) as course_name,
       btrim(b.title) as subject_name,
       rekindle.lines(b.course_overview) as course_overview,
       btrim(b.cta_url) as cta_link,
       replace(i.consent_source, '_', ' ') as consent_source,
       b.discount_percent,
       to_char(b.offer_expires_at at time zone zone.name, 'FMDD FMMonth YYYY') as offer_expires_at,
       coalesce(b.discount_percent is not null and b.offer_expires_at > as_of
                and (b.offer_expires_at at time zone zone.name)::date > (as_of at time zone zone.name)::date, false) as has_offer,
       rekindle.lines(b.premium_resources) as premium_resources,
       rekindle.lines(b.premium_resources) is not null as has_premium_resources
  from lms.imported_leads i
  join lms.leads l on l.user_id = i.user_id
  join lms.lead_batches b on b.import_batch_id = i.import_batch_id
 cross join lateral rekindle.local_zone(l.timezone) zone
 where i.user_id = learner and i.user_id = subject and l.is_active
   and btrim(b.title) <> '' and btrim(b.course_overview) <> '' and btrim(b.cta_url) <> ''
   and not exists (select from lms.users u where rekindle.mailbox(u.email) = rekindle.mailbox(i.email))
