-- A reply such as STOP to the newest message on a channel: the sender's number finds the learner. Returns the number of
-- learners it held for; zero where nobody has that number.
create or replace function rekindle.opt_out_by_reply(on_channel text, address text, moment timestamptz) returns int
language sql volatile security definer set search_path = pg_catalog as $$
  select count(*)::int from (
    select distinct a.user_id from lms.addresses a
     where a.address_kind = rekindle.address_kind(on_channel) and a.address = opt_out_by_reply.address order by a.user_id) u
   cross join lateral rekindle.suppress(u.user_id, on_channel, 'all', '', 0, '', 0, '', 'opt_out', 'sms_reply', moment) r
$$;
revoke execute on function rekindle.opt_out_by_reply from public;
