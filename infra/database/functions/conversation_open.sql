-- Whether a person has written on a channel, from a number that they have today, in the 24 hours before `moment`: so long a free
-- text may be answered on WhatsApp.
create or replace function rekindle.conversation_open(user_id bigint, channel text, moment timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from lms.addresses a
      join rekindle.conversations v on v.address_hash = rekindle.address_hash(a.address_kind, a.address)
     where a.user_id = conversation_open.user_id and a.address_kind = rekindle.address_kind(conversation_open.channel)
       and v.channel = conversation_open.channel and v.last_inbound_at > moment - interval '24 hours')
$$;
revoke execute on function rekindle.conversation_open from public;
