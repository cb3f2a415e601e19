-- Why an item is wanted no more, as far as rows of ours tell: its episode is over, a no covers it, its learner has gone or wants
-- to be left alone, or nobody has taken it in time. Null where it stands.
create or replace function rekindle.leaves_worklist(item rekindle.worklist_items, moment timestamptz) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select case
      when e.id is null then 'ended'
      when e.status = 'completed' then 'goal_reached'
      when e.status not in ('active', 'paused', 'exhausted') then coalesce(e.end_reason, 'ended')
      when no.reason is not null then rekindle.suppression_outcome(no.reason)
      when not exists (select from lms.people p where p.user_id = item.user_id and p.is_active) then 'subject_over'
      when c.class <> 'transactional' and exists (
        select from rekindle.wishes w where w.user_id = item.user_id and w.snoozed_until > moment) then 'snoozed'
      when item.taken_by is null and item.expires_at <= moment then 'expired' end
    from rekindle.campaigns c
    left join rekindle.campaign_enrollments e on e.id = item.enrollment_id
    left join lateral (
      select s.reason from rekindle.binding(item.user_id, '{}') s
       where rekindle.covers(s, c.class, c.topic, c.id, c.subject_type, rekindle.subject_of(e.subject_id), 'worklist', '')
       limit 1) no on true
   where c.id = item.campaign_id
$$;
revoke execute on function rekindle.leaves_worklist from public;
