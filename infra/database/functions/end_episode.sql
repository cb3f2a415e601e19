-- Takes back what one episode has reserved and ends it, for a reason. What has had all its messages stays as it is. Locks in the order
-- that rekindle.suppress names.
create or replace function rekindle.end_episode(enrollment bigint, why text, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  with hit as materialized (
    select d.id from rekindle.message_deliveries d
     where d.enrollment_id = enrollment and d.status = 'scheduled' order by d.id for no key update of d)
  update rekindle.message_deliveries d set status = 'skipped', reason = why, attention_at = null
    from hit where d.id = hit.id and d.status = 'scheduled';
  update rekindle.campaign_enrollments e set status = 'expired', end_reason = why, ended_at = moment, next_due_at = null
   where e.id = enrollment and e.status in ('active', 'paused');
end
$$;
revoke execute on function rekindle.end_episode from public;
