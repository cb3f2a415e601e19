-- The suppressions that bind a learner or anybody who has one of the addresses, lifted ones too: a look by each key, which
-- becomes part of the statement that asks. Learner 0 is nobody: what binds, binds by its address.
create or replace function rekindle.binding(learner bigint, addresses bytea[]) returns setof rekindle.suppressions
language sql stable parallel safe rows 1 as $$
  select s.* from rekindle.suppressions s where s.user_id = nullif(learner, 0)
  union all
  select s.* from rekindle.suppressions s
   where s.address_hash = any (addresses) and s.address_hash <> '' and s.user_id is distinct from nullif(learner, 0)
$$;
