-- Takes what somebody wrote back, once by its provider's id, and does what it asks for, in the order of its own time; what its
-- provider does not date comes after all that is known, also where our clock has gone back. What is neither a no nor its end is
-- kept for a person to read. Returns whether it was new and how many learners it concerned.
create or replace function rekindle.take_reply(
  from_provider text, message text, on_channel text, address text, intent text, body text, said timestamptz, moment timestamptz
) returns table (is_new boolean, learners int)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  kind text := rekindle.address_kind(on_channel);
  hash bytea := rekindle.address_hash(kind, address);
  said_at timestamptz := case when said < moment then said else greatest(moment, (
    select max(i.occurred_at) from rekindle.inbound_replies i
     where i.address_hash = hash and i.channel = on_channel)) end;
  writers bigint[] := case intent when 'other' then array(
    select distinct a.user_id from lms.addresses a
     where a.address_kind = kind and a.address = take_reply.address order by 1) else '{}' end;
begin
  insert into rekindle.inbound_replies
    (provider, message_id, channel, address_hash, intent, body, learners, occurred_at, received_at)
  values (from_provider, message, on_channel, hash, intent, case intent when 'other' then body end, writers, said_at, moment)
  on conflict do nothing;
  is_new := found;
  learners := 0;
  if is_new and intent = 'stop' then
    learners := rekindle.opt_out_by_reply(on_channel, address, said_at, moment);
  elsif is_new and intent = 'start' then
    learners := rekindle.opt_in_by_reply(on_channel, address, said_at, moment);
  elsif is_new then
    learners := cardinality(writers);
  end if;
  return next;
end
$$;
revoke execute on function rekindle.take_reply from public;
