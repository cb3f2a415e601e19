-- Takes what somebody wrote back, once by its provider's id, and does what it asks for, in the order of its own time: a no and its
-- end, which are words about consent too, or a campaign's keyword, which is answered. What its provider does not date comes after
-- all that is known, also where our clock has gone back. Whatever else is kept for a person to read. `phrases` are the whole words of
-- it, the payload of a button first. Returns whether it was new, how many learners it concerned, the keyword that is
-- answered, and the message that answers it.
create or replace function rekindle.take_reply(
  from_provider text, message text, on_channel text, address text, intent text, body text, phrases text[], said timestamptz,
  moment timestamptz
) returns table (is_new boolean, learners int, keyword text, answer bigint)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  kind text := rekindle.address_kind(on_channel);
  hash bytea := rekindle.address_hash(kind, address);
  heard timestamptz := case when said < moment then said else greatest(moment, (
    select max(i.occurred_at) from rekindle.inbound_replies i
     where i.address_hash = hash and i.channel = on_channel)) end;
  writers bigint[] := array(
    select distinct a.user_id from lms.addresses a where a.address_kind = kind and a.address = take_reply.address order by 1);
begin
  insert into rekindle.inbound_replies
    (provider, message_id, channel, address_hash, intent, body, learners, occurred_at, received_at)
  values (from_provider, message, on_channel, hash, intent, case intent when 'other' then body end,
          case intent when 'other' then writers else '{}' end, heard, moment)
  on conflict do nothing;
  is_new := found;
  learners := 0;
  if not is_new then
    return next;
    return;
  end if;
  if message not like 'user_preferences %' then   -- a setting that was changed is no message
    perform rekindle.note_conversation(hash, on_channel, heard);
  end if;
  if intent in ('stop', 'start') then
    perform rekindle.record_consent(w.id, on_channel, intent = 'start', 'reply', body, heard, moment) from unnest(writers) w(id);
  end if;
  if intent = 'stop' then
    learners := rekindle.opt_out_by_reply(on_channel, address, heard, moment);
  elsif intent = 'start' then
    learners := rekindle.opt_in_by_reply(on_channel, address, heard, moment);
  else
    learners := cardinality(writers);
  end if;
  if intent = 'other' then
    keyword := rekindle.answer_reply(from_provider, message, on_channel, writers, hash, phrases, heard, moment);
    update rekindle.inbound_replies i set intent = 'keyword', body = null, learners = '{}'
     where keyword is not null and i.provider = from_provider and i.message_id = message;
    answer := (select d.id from rekindle.message_deliveries d where d.answers = from_provider || ':' || message);
  end if;
  return next;
end
$$;
revoke execute on function rekindle.take_reply from public;
