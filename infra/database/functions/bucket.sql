-- One stable hash for rollout, holdout and variants, 0 to 9999: 5 % is inside 50 % is inside 100 %.
create or replace function rekindle.bucket(learner bigint, salt text) returns int
language sql immutable parallel safe
return (('x' || substr(md5(learner || ':' || salt), 1, 8))::bit(32)::bigint % 10000)::int;
