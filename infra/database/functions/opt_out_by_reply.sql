-- A reply such as STOP, said at a moment of its own: it holds for everybody who has the number and for the number itself,
-- whoever has it later, unless a newer START is known. Returns the number of learners who have it.
create or replace function rekindle.opt_out_by_reply(on_channel text, address text, said timestamptz, moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  kind text := rekindle.address_kind(on_channel);
  hash bytea := rekindle.address_hash(kind, address);
  learners bigint[] := array(
    select distinct a.user_id from lms.addresses a where a.address_kind = kind and a.address = opt_out_by_reply.address order by 1);
begin
  if rekindle.came_back(hash, on_channel, said) then
    return 0;
  end if;
  perform rekindle.suppress(u.user_id, on_channel, 'all', '', 0, '', 0, hash, 'opt_out', on_channel || '_reply', said, moment)
     from unnest(case learners when '{}' then array[0] else learners end) u(user_id);
  return cardinality(learners);
end
$$;
revoke execute on function rekindle.opt_out_by_reply from public;
