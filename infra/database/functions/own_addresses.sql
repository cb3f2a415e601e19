-- The addresses that a learner's own word on a channel is about: those that they have today, and the one that the message went
-- to which they answer.
create or replace function rekindle.own_addresses(learner bigint, on_channel text, answered bytea) returns table (address_hash bytea)
language sql stable as $$
  select a.address_hash from rekindle.addresses a where a.user_id = learner and on_channel in ('all', a.channel)
  union
  select answered where answered <> ''
$$;
revoke execute on function rekindle.own_addresses from public;
