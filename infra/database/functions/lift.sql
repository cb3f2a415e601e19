-- Takes back the suppressions with these ids as far as they were said before `said`, all where that is this very moment (see
-- suppress), and reopens what they ended. Also what was lifted earlier remembers the newest lift, so that a no that arrives late
-- finds it. Returns the learners for whom one was lifted that stood.
create or replace function rekindle.lift(ids bigint[], why text, said timestamptz, moment timestamptz) returns bigint[]
language plpgsql security definer set search_path = pg_catalog as $$
declare
  bound bigint[] := array(
    select s.user_id from rekindle.suppressions s where s.id = any (ids)
    union
    select a.user_id from rekindle.suppressions s join rekindle.shared_addresses a on a.address_hash = s.address_hash
     where s.id = any (ids));
  freed bigint[];
begin
  perform from rekindle.recipients r where r.user_id = any (bound) order by r.user_id for no key update;
  with held as materialized (
    select s.id, s.user_id, s.lifted_at is null as stood, s.created_at, s.lifted_at from rekindle.suppressions s
     where s.id = any (ids) and (said >= moment or s.created_at <= said and coalesce(s.lifted_at < said, true))
     order by s.id for no key update),
  lifted as (
    update rekindle.suppressions s
       set lifted_at = case when said >= moment then greatest(moment, h.created_at, h.lifted_at) else said end, lift_note = why
      from held h where s.id = h.id
    returning h.user_id, h.stood)
  select coalesce(array_agg(distinct l.user_id) filter (where l.stood), '{}') into freed from lifted l;
  if freed <> '{}' then
    perform rekindle.reopen(bound, moment);
  end if;
  return freed;
end
$$;
revoke execute on function rekindle.lift from public;
