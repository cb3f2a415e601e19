-- Whether somebody with an address has said on its channel, after a moment, that messages may come again: what is older than that
-- word, however late it is told, closes the channel no more.
create or replace function rekindle.came_back(address bytea, on_channel text, since timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from rekindle.inbound_replies i
     where i.address_hash = address and i.channel = on_channel and i.intent = 'start' and i.occurred_at > since)
$$;
revoke execute on function rekindle.came_back from public;
