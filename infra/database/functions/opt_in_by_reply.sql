-- A reply such as START takes back what was said before about the channel by everybody with the number. Returns the number of
-- learners for whom something was taken back.
create or replace function rekindle.opt_in_by_reply(on_channel text, address text, said timestamptz, moment timestamptz) returns int
language sql volatile security definer set search_path = pg_catalog as $$
  select cardinality(array_remove(rekindle.lift(array(
    select s.id
      from (select 0 as user_id union
            select a.user_id from lms.addresses a
             where a.address_kind = rekindle.address_kind(on_channel) and a.address = opt_in_by_reply.address) u
     cross join lateral rekindle.binding(
       u.user_id, array[rekindle.address_hash(rekindle.address_kind(on_channel), opt_in_by_reply.address)]) s
     where s.reason = 'opt_out' and s.scope = 'all' and s.channel = on_channel), null, said, moment), 0))
$$;
revoke execute on function rekindle.opt_in_by_reply from public;
