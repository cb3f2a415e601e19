-- Notes that somebody wrote from an address; the newest moment stays, whatever arrives when.
create or replace function rekindle.note_conversation(address bytea, on_channel text, said timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  insert into rekindle.conversations as v (address_hash, channel, last_inbound_at) values (address, on_channel, said)
  on conflict (address_hash, channel) do update set last_inbound_at = excluded.last_inbound_at
   where excluded.last_inbound_at > v.last_inbound_at
$$;
revoke execute on function rekindle.note_conversation from public;
