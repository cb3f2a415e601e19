-- The channels on which the learner of a delivery has agreed to messages, by the newest word on each.
create or replace function rekindle.agreed_channels(delivery bigint) returns text[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(w.channel::text order by w.channel), '{}')
    from rekindle.message_deliveries d
   cross join lateral (
     select distinct on (c.channel) c.channel, c.is_granted from rekindle.consents c
      where c.user_id = d.user_id order by c.channel, c.given_at desc) w
   where d.id = delivery and w.is_granted
$$;
revoke execute on function rekindle.agreed_channels from public;
