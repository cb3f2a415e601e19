-- What stands against writing to the learner of a delivery, for the preference page.
create or replace function rekindle.preferences(delivery bigint)
returns table (channel text, scope text, topic text, subject_type text, subject_id bigint, reason text, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select s.channel, s.scope, s.topic, s.subject_type, s.subject_id, s.reason, s.created_at
    from rekindle.message_deliveries d join rekindle.suppressions s on s.user_id = d.user_id
   where d.id = delivery and s.lifted_at is null
$$;
revoke execute on function rekindle.preferences from public;
