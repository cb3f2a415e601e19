-- Reopens what a no ended that stands no more: the newest episode of each pair, for as long as detection would not let the
-- learner in again. Whether there still is something to send, the next tick finds out. The caller holds the recipients.
create or replace function rekindle.reopen(learners bigint[], moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  reopened int;
begin
  with closed as materialized (
    select distinct on (e.user_id, e.subject_id, coalesce(e.exclusive_group, e.campaign_id::text)) e.id
      from rekindle.campaign_enrollments e
      join rekindle.campaigns c on c.id = e.campaign_id
      join rekindle.campaign_versions v on v.campaign_id = e.campaign_id and v.version = e.version
     where e.user_id = any (learners) and e.status in ('unsubscribed', 'suppressed')
       and coalesce(e.ended_at + make_interval(secs => (v.definition->'enter'->>'reentry_after')::int) > moment, true)
       and not exists (
         select from rekindle.suppressions s where s.user_id = e.user_id
            and rekindle.covers(s, c.class, c.topic, c.id, c.subject_type, rekindle.subject_of(e.subject_id), 'all', null))
       and not exists (
         select from rekindle.campaign_enrollments n
          where n.user_id = e.user_id and n.subject_id = e.subject_id and n.id <> e.id
            and (n.campaign_id = e.campaign_id and n.episode > e.episode
              or n.exclusive_group = e.exclusive_group and n.status in ('active', 'paused')))
     order by e.user_id, e.subject_id, coalesce(e.exclusive_group, e.campaign_id::text), e.ended_at desc, e.id desc),
  held as materialized (
    select e.id from rekindle.campaign_enrollments e join closed on closed.id = e.id order by e.id for no key update of e)
  update rekindle.campaign_enrollments e
     set status = case e.defer_reason when 'enrolment_paused' then 'paused' else 'active' end,
         next_due_at = case when e.defer_reason is distinct from 'enrolment_paused' then moment end,
         defer_reason = null, end_reason = null, ended_at = null
    from held where e.id = held.id and e.status in ('unsubscribed', 'suppressed');
  get diagnostics reopened = row_count;
  return reopened;
exception when unique_violation then   -- another campaign of the group let the learner in just now
  return 0;
end
$$;
revoke execute on function rekindle.reopen from public;
