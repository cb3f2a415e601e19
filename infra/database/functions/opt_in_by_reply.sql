-- A reply such as START takes back what the same person said about the channel. Returns the number of learners.
create or replace function rekindle.opt_in_by_reply(on_channel text, address text, moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  learners bigint[] := array(
    select distinct a.user_id from lms.addresses a
     where a.address_kind = rekindle.address_kind(on_channel) and a.address = opt_in_by_reply.address);
  lifted int;
begin
  perform from rekindle.recipients r where r.user_id = any (learners) order by r.user_id for no key update;
  update rekindle.suppressions s set lifted_at = moment
   where s.user_id = any (learners) and s.lifted_at is null and s.reason = 'opt_out' and s.scope = 'all'
     and s.channel = on_channel;
  get diagnostics lifted = row_count;
  return lifted;
end
$$;
revoke execute on function rekindle.opt_in_by_reply from public;
