-- Shows written messages to their learners in the app: one notice for each delivery on that channel that is being sent, whose
-- learner the sender need not know.
create or replace function rekindle.insert_notices(
  ids bigint[], types text[], titles text[], bodies text[], links text[], moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  insert into rekindle.notifications (user_id, delivery_id, type, title, body, link, created_at)
  select d.user_id, d.id, n.type, n.title, n.body, n.link, moment
    from unnest(ids, types, titles, bodies, links) n(id, type, title, body, link)
    join rekindle.message_deliveries d on d.id = n.id
   where d.channel = 'inapp' and d.status = 'sending'
$$;
revoke execute on function rekindle.insert_notices from public;
