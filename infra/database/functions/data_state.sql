-- Whether the learner of a delivery may be sent a link to what is known about them (data_request); null where people have to
-- help.
create or replace function rekindle.data_state(delivery bigint, moment timestamptz) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select r.state from rekindle.message_deliveries d cross join lateral rekindle.data_request(d.user_id, moment) r
   where d.id = delivery
$$;
revoke execute on function rekindle.data_state from public;
