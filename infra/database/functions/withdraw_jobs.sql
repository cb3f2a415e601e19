-- Takes back messages that were asked for: what is reserved is skipped, what waits ends. Locks in the order that
-- rekindle.suppress names.
create or replace function rekindle.withdraw_jobs(jobs bigint[], moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from rekindle.recipients r
   where r.user_id in (
     select e.user_id from rekindle.campaign_enrollments e
      where e.subject_id = any (jobs) and rekindle.is_request(e.subject_id))
   order by r.user_id for no key update;
  with hit as materialized (
    select d.id from rekindle.campaign_enrollments e join rekindle.message_deliveries d on d.enrollment_id = e.id
     where e.subject_id = any (jobs) and rekindle.is_request(e.subject_id) and d.status = 'scheduled'
     order by d.id for no key update of d)
  update rekindle.message_deliveries d set status = 'skipped', reason = 'cancelled', attention_at = null
    from hit where d.id = hit.id and d.status = 'scheduled';
  with hit as materialized (
    select e.id from rekindle.campaign_enrollments e
     where e.subject_id = any (jobs) and rekindle.is_request(e.subject_id) and e.status in ('active', 'paused')
     order by e.id for no key update of e)
  update rekindle.campaign_enrollments e
     set status = 'expired', end_reason = 'cancelled', ended_at = moment, next_due_at = null
    from hit where e.id = hit.id and e.status in ('active', 'paused');
  update rekindle.notification_jobs j set withdrawn_at = moment where j.id = any (jobs) and j.withdrawn_at is null;
end
$$;
revoke execute on function rekindle.withdraw_jobs from public;
