-- Moves named jobs to another time, or cancels them where `due` is null: requests by their ids, what campaigns plan by name, moment,
-- episode and step. What was reserved of a cancelled job and has not left is taken back; of a moved one it goes as it was planned.
create or replace function rekindle.change_jobs(
  requests bigint[], names text[], anchors timestamptz[], episodes bigint[], steps int[], due timestamptz, changed_by text,
  moment timestamptz
) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  -- A tick that is at work on one of them has them locked: what it reserves is seen below.
  perform from rekindle.recipients r
   where r.user_id in (
     select e.user_id from rekindle.campaign_enrollments e where e.id = any (episodes)
     union
     select e.user_id from rekindle.campaign_enrollments e
      where e.subject_id = any (requests) and rekindle.is_request(e.subject_id))
   order by r.user_id for no key update;
  if due is null then
    perform rekindle.withdraw_jobs(requests, moment);
    with hit as materialized (
      select d.id from unnest(episodes, steps) k(episode, step)
        join rekindle.message_deliveries d on d.enrollment_id = k.episode and d.step = k.step and d.status = 'scheduled'
       order by d.id for no key update of d)
    update rekindle.message_deliveries d set status = 'skipped', reason = 'cancelled', attention_at = null
      from hit where d.id = hit.id and d.status = 'scheduled';
  else
    update rekindle.notification_jobs j set run_at = due where j.id = any (requests) and j.withdrawn_at is null;
    with hit as materialized (
      select e.id from rekindle.campaign_enrollments e
       where e.subject_id = any (requests) and rekindle.is_request(e.subject_id) and e.status in ('active', 'paused')
       order by e.id for no key update of e)
    update rekindle.campaign_enrollments e
       set anchor_at = due, next_due_at = case when e.status = 'active' then due end   -- what is held is looked at when it goes on
      from hit where e.id = hit.id and e.status in ('active', 'paused');
  end if;
  insert into rekindle.job_changes (job_id, anchor_at, run_at, changed_by, changed_at)
  select distinct n.name, n.anchor, due, change_jobs.changed_by, moment from unnest(names, anchors) n(name, anchor)
   order by n.name, n.anchor
  on conflict (job_id, anchor_at) do update
    set run_at = excluded.run_at, changed_by = excluded.changed_by, changed_at = excluded.changed_at;
  with hit as materialized (
    select e.id from rekindle.campaign_enrollments e where e.id = any (episodes) and e.status = 'active'
     order by e.id for no key update of e)
  update rekindle.campaign_enrollments e set next_due_at = least(e.next_due_at, moment)
    from hit where e.id = hit.id and e.status = 'active';
end
$$;
revoke execute on function rekindle.change_jobs from public;
