-- Closes the telephone or the mailbox of a learner that is somebody else's, or nobody's: nothing is sent there any more, on any channel
-- that would use it. The caller holds the recipients.
create or replace function rekindle.close_wrong_contact(learner bigint, kind text, moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  select from rekindle.worklist_contacts(learner) a
   cross join unnest(rekindle.channels()) k(channel)
   cross join lateral rekindle.suppress(learner, k.channel, 'all', '', 0, '', 0, rekindle.address_hash(a.kind, a.address), 'bounce',
                                        'support_request', moment, moment)
   where a.kind = close_wrong_contact.kind and rekindle.address_kind(k.channel) = a.kind and rekindle.carrier(k.channel) = k.channel
$$;
revoke execute on function rekindle.close_wrong_contact from public;
