-- The newest use of AiDA.
select a.used_at as last_activity_at
  from lms.aida_uses a
 where a.user_id = learner and a.used_at <= as_of
 order by a.used_at desc
 limit 1
