-- Looks at items that nobody has looked at for a quarter of an hour, the longest ago first, and lets messages go on whose learner
-- did not return in the time that was waited. Returns how many items left the list. Locks enrolments before items, as
-- hold_learner does.
create or replace function rekindle.tend_worklist(moment timestamptz, most int) returns int
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  held bigint[];
  resumed int;
  due bigint[];
begin
  held := array(
    select e.id from rekindle.campaign_enrollments e
     where e.id in (
       select i.enrollment_id from rekindle.worklist_items i where i.resumes_at <= moment order by i.resumes_at limit most)
     order by e.id for no key update of e skip locked);
  with waited as materialized (   -- an administrator may have said otherwise meanwhile
    select i.delivery_id, i.enrollment_id from rekindle.worklist_items i
     where i.enrollment_id = any (held) and i.resumes_at <= moment for no key update skip locked),
  cleared as (
    update rekindle.worklist_items i set resumes_at = null from waited w where i.delivery_id = w.delivery_id)
  select count(*) filter (where rekindle.hold_enrollment(w.enrollment_id, false, moment)) into resumed from waited w;
  due := array(
    select i.delivery_id from rekindle.worklist_items i
     where i.closed_at is null and i.looked_at <= moment - interval '15 minutes'
     order by i.looked_at limit most for no key update skip locked);
  return rekindle.look_at_worklist(due, moment);
end
$$;
revoke execute on function rekindle.tend_worklist from public;
