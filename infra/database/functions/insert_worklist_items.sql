-- Puts written messages on the worklist: one item for each delivery on that channel that is being sent, whose learner the sender need
-- not know.
create or replace function rekindle.insert_worklist_items(items jsonb, moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  insert into rekindle.worklist_items
    (delivery_id, enrollment_id, user_id, campaign_id, title, body, most_tries, retry_after, pause, open_for, opened_at, not_before,
     expires_at, looked_at)
  select d.id, d.enrollment_id, d.user_id, d.campaign_id, n.title, n.body, n.tries, make_interval(secs => n.again),
         make_interval(secs => n.pause), make_interval(secs => n.open_for), moment, moment, moment + make_interval(secs => n.open_for), moment
    from jsonb_to_recordset(items) n(id bigint, title text, body text, tries smallint, again int, pause int, open_for int)
    join rekindle.message_deliveries d on d.id = n.id
   where d.channel = 'worklist' and d.status = 'sending'
$$;
revoke execute on function rekindle.insert_worklist_items from public;
