-- For administrators: holds a learner's episodes, of one campaign or of all, or lets them go on. Returns how many that changed.
-- What an administrator says stands: nothing goes on by itself any more that waits for an outcome of the worklist.
create or replace function rekindle.hold_learner(
  learner bigint, campaign_slug text, is_held boolean, moment timestamptz
) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  changed int;
begin
  perform from rekindle.recipients r where r.user_id = learner for no key update;
  with hit as materialized (
    select e.id from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
     where e.user_id = learner and (campaign_slug is null or c.slug = campaign_slug) and e.status in ('active', 'paused')
     order by e.id for no key update of e)
  select count(*) filter (where rekindle.hold_enrollment(hit.id, is_held, moment)) into changed from hit;
  update rekindle.worklist_items i set resumes_at = null
    from rekindle.campaigns c
   where i.user_id = learner and i.resumes_at is not null and c.id = i.campaign_id
     and (campaign_slug is null or c.slug = campaign_slug);
  return changed;
end
$$;
revoke execute on function rekindle.hold_learner from public;
