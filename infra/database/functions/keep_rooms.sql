-- Keeps the rooms that a provider has opened to the addresses of deliveries; the newest is the one that there is.
create or replace function rekindle.keep_rooms(of_provider text, ids bigint[], rooms text[], moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  insert into rekindle.provider_rooms as r (provider, address_hash, room, opened_at)
  select distinct on (d.address_hash) of_provider, d.address_hash, n.room, moment
    from unnest(ids, rooms) n(id, room) join rekindle.message_deliveries d on d.id = n.id
   where d.address_hash is not null order by d.address_hash, n.id desc
  on conflict (provider, address_hash) do update set room = excluded.room, opened_at = excluded.opened_at
$$;
revoke execute on function rekindle.keep_rooms from public;
