-- Who used AiDA and never an agent: users whose last use of AiDA is at least `inactive_days` and at most `lookback_days`
-- calendar days ago where they live. There is one episode a person: the subject is always 1.
with quiet as (
  select a.user_id, max(a.used_at) as last_activity_at
    from lms.aida_uses a
   where a.used_at <= as_of and a.used_at >= as_of - make_interval(days => lookback_days + 2)
   group by a.user_id
)
select q.user_id, 1::bigint as subject_id, q.last_activity_at
  from quiet q
  join rekindle.active_people(as_of, -lookback_days, -inactive_days) learner
    on learner.user_id = q.user_id
   and q.last_activity_at >= learner.starts_at and q.last_activity_at < learner.ends_at
 where not exists (select from lms.agent_uses g where g.user_id = q.user_id and g.used_at <= as_of)
