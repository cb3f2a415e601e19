-- When the learner used an agent for the first time.
select g.used_at as reached_at
  from lms.agent_uses g
 where g.user_id = learner and g.used_at <= as_of
 order by g.used_at
 limit 1
