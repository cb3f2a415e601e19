-- Whether a suppression covers a message: the one place that says so. An expression without a sub-query, so that it becomes
-- part of the statement that asks. The caller found it by the learner or by the address (rekindle.binding): a no holds for
-- either, a bounce for its address alone. A no to the channel
-- that carries the message is one to the message. The channel `all` asks for what covers every channel. Transactional messages pass
-- what the learner said about everything, but nobody writes to an address that is dead.
create or replace function rekindle.covers(
  s rekindle.suppressions, class text, topic text, campaign int, subject_type text, subject bigint, channel text,
  address_hash bytea
) returns boolean language sql immutable parallel safe
return s.lifted_at is null
  and s.channel in ('all', covers.channel, rekindle.carrier(covers.channel))
  and (s.reason <> 'bounce' or s.address_hash = '' or s.address_hash = covers.address_hash)
  and case s.scope when 'all' then class <> 'transactional' or s.reason = 'bounce'
        when 'topic' then s.topic = covers.topic
        when 'campaign' then s.campaign_id = campaign
        else s.subject_type = covers.subject_type and s.subject_id = subject end;
