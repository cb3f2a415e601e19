-- For administrators: the no of a learner who told people, by mail or by telephone. On one channel or 'all'. Returns whether it is new.
create or replace function rekindle.opt_out_on_request(learner bigint, on_channel text, moment timestamptz) returns boolean
language sql volatile security definer set search_path = pg_catalog as $$
  select r.is_new from rekindle.suppress(learner, on_channel, 'all', '', 0, '', 0, '', 'opt_out', 'support_request', moment, moment) r
$$;
revoke execute on function rekindle.opt_out_on_request from public;
