-- Looks at assignments whose window has closed, the earliest first: whether the goal was met in it, whatever became of the episode.
-- Returns how many were judged; fewer than `most` means that nothing is left.
create or replace function rekindle.judge_outcomes(moment timestamptz, most int) returns int
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  judged int;
begin
  with closed as materialized (
    select a.enrollment_id, a.campaign_id, a.version, a.closes_at, e.user_id, e.subject_id, e.enrolled_at
      from rekindle.assignments a join rekindle.campaign_enrollments e on e.id = a.enrollment_id
     where a.judged_at is null and a.closes_at <= moment order by a.closes_at limit most for no key update of a skip locked),
  pages as materialized (
    select c.campaign_id, c.version, array_agg(c.user_id order by c.enrollment_id) as learners,
           array_agg(c.subject_id order by c.enrollment_id) as subjects
      from closed c group by c.campaign_id, c.version),
  met as materialized (
    select p.campaign_id, p.version, g.user_id, g.subject_id, min(g.goal_at) as goal_at, min(g.fault) as fault
      from pages p
     cross join lateral rekindle.campaign_goals_reached(p.campaign_id, p.version, moment, p.learners, p.subjects) g
     group by p.campaign_id, p.version, g.user_id, g.subject_id)
  update rekindle.assignments a
     set judged_at = moment, fault = m.fault,
         reached_at = case when m.goal_at > c.enrolled_at and m.goal_at <= c.closes_at then m.goal_at end
    from closed c
    left join met m on m.campaign_id = c.campaign_id and m.version = c.version and m.user_id = c.user_id and m.subject_id = c.subject_id
   where a.enrollment_id = c.enrollment_id;
  get diagnostics judged = row_count;
  return judged;
end
$$;
revoke execute on function rekindle.judge_outcomes from public;
