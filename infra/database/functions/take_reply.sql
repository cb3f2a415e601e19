-- Takes what somebody wrote back, once by its provider's id, and does what it asks for, in the order of its own time. What is
-- neither a no nor its end is kept for a person to read. Returns whether it was new and how many learners it concerned.
create or replace function rekindle.take_reply(
  from_provider text, message text, on_channel text, address text, intent text, body text, said timestamptz, moment timestamptz
) returns table (is_new boolean, learners int)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into rekindle.inbound_replies (provider, message_id, channel, address_hash, intent, body, occurred_at, received_at)
  values (from_provider, message, on_channel, rekindle.address_hash(rekindle.address_kind(on_channel), address), intent,
          case intent when 'other' then body end, least(said, moment), moment)
  on conflict do nothing;
  is_new := found;
  learners := 0;
  if is_new and intent = 'stop' then
    learners := rekindle.opt_out_by_reply(on_channel, address, least(said, moment), moment);
  elsif is_new and intent = 'start' then
    learners := rekindle.opt_in_by_reply(on_channel, address, least(said, moment), moment);
  end if;
  return next;
end
$$;
revoke execute on function rekindle.take_reply from public;
