-- What stands against writing to the learner of a delivery, for the preference page.
create or replace function rekindle.preferences(delivery bigint)
returns table (channel text, scope text, topic text, subject_type text, subject_id bigint, reason text, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select s.channel, s.scope, s.topic, s.subject_type, s.subject_id, s.reason, min(s.created_at)
    from rekindle.message_deliveries d
   cross join lateral rekindle.binding(
     d.user_id, array(select a.address_hash from rekindle.own_addresses(d.user_id, 'all', d.address_hash) a)) s
   where d.id = delivery and s.lifted_at is null
     and (s.reason <> 'bounce' or s.address_hash = ''   -- of an address that the learner still has
       or s.address_hash in (select a.address_hash from rekindle.addresses a where a.user_id = d.user_id and a.channel = s.channel))
   group by s.channel, s.scope, s.topic, s.subject_type, s.subject_id, s.reason
$$;
revoke execute on function rekindle.preferences from public;
