-- An administrator lifts what something did to a learner's addresses, such as a bounce, on one channel or on all, and says why.
-- What the learner said is theirs to take back. Returns how many suppressions it lifted.
create or replace function rekindle.lift_cause(learner bigint, cause text, on_channel text, why text, moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  ids bigint[];
begin
  if cause not in ('bounce', 'admin') then
    raise exception 'only a bounce and an administrator''s own no are lifted here' using errcode = 'RK005';
  end if;
  ids := array(
    select s.id from rekindle.binding(
        learner, array(select a.address_hash from rekindle.own_addresses(learner, on_channel, null) a)) s
     where s.lifted_at is null and s.reason = cause and (on_channel = 'all' or s.channel = on_channel) order by 1);
  perform rekindle.lift(ids, why, moment, moment);
  return cardinality(ids);
end
$$;
revoke execute on function rekindle.lift_cause from public;
