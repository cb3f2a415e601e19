-- Has items leave the list that are wanted no more: also whose learner has returned since, or has reached the goal before anybody else
-- noticed. The caller holds them. Returns how many left.
create or replace function rekindle.look_at_worklist(items bigint[], moment timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
declare
  part record;
  gone int;
  departed int := 0;
begin
  for part in
    select e.campaign_id, e.version, array_agg(i.delivery_id) as ids, array_agg(e.user_id) as learners, array_agg(e.subject_id) as subjects
      from rekindle.worklist_items i join rekindle.campaign_enrollments e on e.id = i.enrollment_id
     where i.delivery_id = any (items) and i.closed_at is null
     group by e.campaign_id, e.version order by e.campaign_id, e.version
  loop
    with state as materialized (
      select s.user_id, s.subject_id, s.goal_at, s.is_relevant, s.last_activity_at, s.fault
        from rekindle.campaign_state(part.campaign_id, part.version, moment, part.learners, part.subjects) s),
    judged as (
      select i.delivery_id, coalesce(rekindle.leaves_worklist(i, moment), case
               when s.fault is not null then null
               when s.goal_at is not null then 'goal_reached'
               when not coalesce(s.is_relevant, false) then 'subject_over'
               when s.last_activity_at > i.opened_at then 'returned' end) as why
        from unnest(part.ids, part.learners, part.subjects) p(id, learner, subject)
        join rekindle.worklist_items i on i.delivery_id = p.id
        left join state s on s.user_id = p.learner and s.subject_id = p.subject)
    update rekindle.worklist_items i
       set looked_at = moment, closing = j.why, closed_at = case when j.why is not null then moment end
      from judged j where i.delivery_id = j.delivery_id;
    select count(*) into gone from rekindle.worklist_items i where i.delivery_id = any (part.ids) and i.closed_at is not null;
    departed := departed + gone;
  end loop;
  return departed;
end
$$;
revoke execute on function rekindle.look_at_worklist from public;
