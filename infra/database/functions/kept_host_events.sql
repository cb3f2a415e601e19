-- Kept events: those with these ids of ours, and those that wait for one of these rows.
create or replace function rekindle.kept_host_events(which bigint[], waiting_for text[])
returns table (id bigint, source text, event_id text, body text, received_at timestamptz)
language sql stable security definer set search_path = pg_catalog rows 10 as $$
  select u.id, u.source, u.event_id, u.body, u.received_at from rekindle.events_unknown u
   where u.id = any (which) or u.waits_for = any (waiting_for) order by u.id limit 5000
$$;
revoke execute on function rekindle.kept_host_events from public;
