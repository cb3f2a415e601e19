-- What the messages know about a lead and what is offered to the list by which they came in, also when a later one has them too; no
-- row once they have an account, or nothing is offered.
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
 cross join lateral (
   select b.* from lms.lead_batch_members m join lms.lead_batches b on b.import_batch_id = m.import_batch_id
    where m.user_id = i.user_id and btrim(b.title) <> '' and btrim(b.course_overview) <> '' and btrim(b.cta_url) <> ''
    order by m.is_first desc, b.id limit 1) b
 cross join lateral rekindle.local_zone(l.timezone) zone
 where i.user_id = learner and i.user_id = subject and l.is_active
   and not exists (select from lms.users u where rekindle.mailbox(u.email) = rekindle.mailbox(i.email))
