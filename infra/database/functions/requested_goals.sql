-- campaign_goals_reached for pairs of which some are requests: the goal of what they are about.
create or replace function rekindle.requested_goals(
  campaign int, version int, as_of timestamptz, learners bigint[], subjects bigint[]
) returns table (user_id bigint, subject_id bigint, goal_at timestamptz, fault text)
language sql stable security definer set search_path = pg_catalog rows 1000 as $$
  with asked as materialized (
    select p.learner, p.subject, j.about from unnest(learners, subjects) p(learner, subject)
      join rekindle.notification_jobs j on j.id = p.subject),
  told as materialized (
    select s.* from (
      select array_agg(k.learner) as learners, array_agg(k.subject) as subjects from (
        select p.learner, p.subject from unnest(learners, subjects) p(learner, subject) where not rekindle.is_request(p.subject)
        union select a.learner, a.about from asked a where a.about is not null) k) k
     cross join lateral rekindle.campaign_goals_reached(campaign, version, as_of, k.learners, k.subjects) s
     where k.learners is not null)
  select t.* from told t
   where exists (select from unnest(learners, subjects) p(learner, subject) where p.learner = t.user_id and p.subject = t.subject_id)
  union all
  select a.learner, a.subject, t.goal_at, t.fault
    from asked a left join told t on t.user_id = a.learner and t.subject_id = a.about
$$;
revoke execute on function rekindle.requested_goals from public;
