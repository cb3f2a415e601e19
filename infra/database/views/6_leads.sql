-- How lists of leads do, from the ledger: the first document's tables `imported_leads` and `lead_campaigns` with their columns.

-- Each lead in the list that brought them, with what became of them; a lead is converted by the request to take part, whose mailbox
-- is theirs in any spelling.
create or replace view rekindle.imported_leads as
select i.user_id as id, i.first_name, i.last_name, i.email, i.phone_number, f.import_batch_id, i.consent_source,
  b.id as campaign_id,
  case when r.converted_at is not null then 'converted'
       when e.status in ('exhausted', 'expired', 'unsubscribed', 'suppressed', 'completed') then 'exhausted'
       when m.last_contacted_at is not null then 'contacted' else 'imported' end as status,
  m.last_contacted_at, coalesce(m.day_0, false) as day0_sent, coalesce(m.day_3, false) as follow_up_day3_sent,
  coalesce(m.day_7, false) as follow_up_day7_sent, coalesce(i.cta_submission_id, r.cta_submission_id) as cta_submission_id, r.converted_at,
  e.enrolled_at, coalesce(e.status = 'unsubscribed', false) as has_unsubscribed, coalesce(m.sent, 0) as sent,
  coalesce(m.has_failed, false) as has_failed, coalesce(m.was_delivered, false) as was_delivered,
  coalesce(m.has_opened, false) as has_opened, coalesce(m.has_clicked, false) as has_clicked, m.cost
from lms.lead_batch_members f
join lms.imported_leads i on i.user_id = f.user_id
join lms.lead_batches b on b.import_batch_id = f.import_batch_id
left join rekindle.campaigns c on c.slug = 'lead-nurture'
left join rekindle.campaign_enrollments e on e.campaign_id = c.id and e.user_id = i.user_id and e.subject_id = i.user_id
left join lateral (
  select max(d.sent_at) filter (where d.status = 'sent') as last_contacted_at,
    bool_or(d.status = 'sent' and s.id = 'day-0') as day_0, bool_or(d.status = 'sent' and s.id = 'day-3') as day_3,
    bool_or(d.status = 'sent' and s.id = 'day-7') as day_7, count(*) filter (where d.status = 'sent') as sent,
    bool_or(d.status = 'failed' or coalesce(d.bounced_at, d.dropped_at) is not null) as has_failed,
    bool_or(coalesce(d.delivered_at, d.opened_at, d.clicked_at) is not null) as was_delivered,
    bool_or(coalesce(d.opened_at, d.clicked_at) is not null) as has_opened, bool_or(d.clicked_at is not null) as has_clicked,
    sum(coalesce(d.cost, g.cost_per_message)) filter (where d.status in ('sent', 'presumed_sent')) as cost
    from rekindle.message_deliveries d
    join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
    left join rekindle.campaign_goals g on g.slug = c.slug
   cross join lateral (select rekindle.step_id(v.definition, d.step) as id) s
   where d.user_id = i.user_id and d.campaign_id = c.id) m on true
left join lateral (
  select a.cta_submission_id, a.converted_at
    from (select i.cta_submission_id, i.converted_at
          union all
          select s.cta_submission_id, s.submitted_at from lms.cta_submissions s
           where rekindle.mailbox(s.email) = rekindle.mailbox(i.email)) a
   where a.converted_at is not null order by a.converted_at limit 1) r on true
where f.is_first;

-- Each list of leads with its figures.
create or replace view rekindle.lead_campaigns as
select b.id, b.import_batch_id, b.title, coalesce(l.total, 0) as total_leads,
  (select count(*) from lms.lead_batch_members m where m.import_batch_id = b.import_batch_id and not m.is_first) as duplicates,
  case when coalesce(l.entered, 0) = 0 then 'imported' when l.open > 0 then 'running' else 'completed' end as status,
  coalesce(l.conversions, 0) as conversions, l.created_at, greatest(l.last_contacted_at, l.last_converted_at, l.created_at) as updated_at,
  coalesce(l.emailed, 0) as emailed, coalesce(l.failed, 0) as failed, coalesce(l.day_3, 0) as day3_sent,
  coalesce(l.day_7, 0) as day7_sent, coalesce(l.delivered, 0) as delivered, coalesce(l.opened, 0) as opened,
  coalesce(l.clicked, 0) as clicked, coalesce(l.unsubscribed, 0) as unsubscribed,
  nullif(coalesce(b.cost, 0) + coalesce(l.cost, 0), 0) as cost, l.conversions * g.value as value
from lms.lead_batches b
left join rekindle.campaign_goals g on g.slug = 'lead-nurture'
left join (
  select i.import_batch_id, count(*) as total, count(i.enrolled_at) as entered, min(i.enrolled_at) as created_at,
    count(*) filter (where i.enrolled_at is not null and i.status in ('imported', 'contacted')) as open,
    count(*) filter (where i.converted_at >= i.enrolled_at) as conversions,
    max(i.converted_at) filter (where i.converted_at >= i.enrolled_at) as last_converted_at,
    max(i.last_contacted_at) as last_contacted_at, count(i.last_contacted_at) as emailed,
    count(*) filter (where i.has_failed) as failed, count(*) filter (where i.follow_up_day3_sent) as day_3,
    count(*) filter (where i.follow_up_day7_sent) as day_7, count(*) filter (where i.was_delivered) as delivered,
    count(*) filter (where i.has_opened) as opened, count(*) filter (where i.has_clicked) as clicked,
    count(*) filter (where i.has_unsubscribed) as unsubscribed, sum(i.cost) as cost
    from rekindle.imported_leads i group by i.import_batch_id) l on l.import_batch_id = b.import_batch_id;

-- What the welcome of an approved request knows: the account, who approved it, and the call.
create or replace view rekindle.onboardings as
select a.id as approval_id, a.cta_submission_id, a.user_id, a.is_new, a.account_at, a.login_url, a.profile_url, a.admin_id, a.approved_at, a.wants_call,
  w.starts_at as call_at, w.owner_id as call_owner_id, a.password_set_at
from rekindle.approvals a left join rekindle.welcome_calls w on w.approval_id = a.id;
