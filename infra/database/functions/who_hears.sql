-- Of what hosts just told, what detection should hear at once: news about somebody who is in a campaign, and news by which one
-- is entered. Each type with the people whom it is about; of a new account hears who approved it too, and of an order's money
-- everybody who has a place by that order, whoever pays. Where only a mailbox is known the lead of that mailbox is meant.
create or replace function rekindle.who_hears(
  types text[], people bigint[], subject_types text[], subjects bigint[], mailboxes text[], moment timestamptz
) returns table (type text, learners bigint[])
language plpgsql stable security definer set search_path = pg_catalog rows 10 as $$
begin
  return query
  with told as materialized (
    select distinct t.type, t.learner, t.subject_type, t.subject, t.mailbox
      from unnest(types, people, subject_types, subjects, mailboxes) t(type, learner, subject_type, subject, mailbox)),
  paid_for as materialized (
    select t.type, t.subject as order_id from told t where t.subject_type = 'order'
    union
    select t.type, i.order_id from told t join lms.instalments i on i.instalment_id = t.subject where t.subject_type = 'instalment'
    union
    select t.type, d.order_id from told t join lms.payment_details d on d.payment_id = t.subject where t.subject_type = 'payment'
    union
    select t.type, i.order_id from told t join lms.payment_details d on d.payment_id = t.subject
      join lms.instalments i on i.instalment_id = d.instalment_id where t.subject_type = 'payment'),
  concerned as materialized (
    select t.type, t.learner from told t where t.learner is not null
    union
    select t.type, a.user_id from told t cross join lateral rekindle.audience(t.subject_type, t.subject) a(user_id)
     where t.learner is null and t.subject is not null
    union
    select t.type, i.user_id from told t join lms.imported_leads i on rekindle.mailbox(i.email) = rekindle.mailbox(t.mailbox)
     where t.mailbox is not null
    union
    select t.type, e.user_id from paid_for t join lms.class_enrolments e on e.order_id = t.order_id
    union
    select t.type, a.admin_id from told t join rekindle.approvals a on a.user_id = t.learner
     where t.type = 'lms.account.created'),
  entered as materialized (
    select jsonb_path_query(v.definition, '$.enter.event[*]') #>> '{}' as type
      from rekindle.campaigns c join rekindle.campaign_versions v on v.campaign_id = c.id and v.version = c.current_version
     where rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, moment) = 'active')
  select c.type, array_agg(c.learner order by c.learner) from concerned c
   where c.type in (select e.type from entered e)
      or exists (select from rekindle.campaign_enrollments e
                  where e.user_id = c.learner and (e.status in ('active', 'paused', 'exhausted')
                                                             or e.status = 'expired' and e.end_reason = 'subject_over'))
       or exists (select from rekindle.invitations i where i.user_id = c.learner and i.status <> 'removed' and i.ends_at > moment)
   group by c.type order by c.type;
end
$$;
revoke execute on function rekindle.who_hears from public;
