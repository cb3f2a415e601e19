-- Kept events: those with these ids of ours, and those that wait for one of these rows. Who waits for a person may know them by a
-- mailbox or as a payment provider's customer.
create or replace function rekindle.kept_host_events(which bigint[], waiting_for text[])
returns table (id bigint, source text, event_id text, body text, received_at timestamptz)
language sql stable security definer set search_path = pg_catalog rows 10 as $$
  with told as materialized (
    select w.name, substring(w.name from '^person (-?\d{1,18})$')::bigint as learner,
           substring(w.name from '^other_addresses (-?\d{1,18}) ')::bigint as addressee
      from unnest(waiting_for) w(name)),
  awaited as materialized (
    select array_agg(a.name) as names from (
      select t.name from told t
      union select 'mailbox ' || rekindle.mailbox(p.email)
        from told t join lms.users p on p.user_id = t.learner where p.email is not null
      union select 'mailbox ' || rekindle.mailbox(p.email)
        from told t join lms.guardians p on p.user_id = t.learner where p.email is not null
      union select 'mailbox ' || rekindle.mailbox(p.email)
        from told t join lms.leads p on p.user_id = t.learner where p.email is not null
      union select concat_ws(' ', 'customer', o.address_kind, o.address)
        from told t join lms.other_addresses o on o.user_id = t.addressee) a)
  select u.id, u.source, u.event_id, u.body, u.received_at from rekindle.events_unknown u
   where u.id = any (which) or string_to_array(u.waits_for, E'\n') && (select a.names from awaited a) order by u.id limit 5000
$$;
revoke execute on function rekindle.kept_host_events from public;
