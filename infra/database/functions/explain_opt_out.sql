-- Keeps why a learner said no, beside the no that stands: one of a list of words, so that it holds no personal data.
create or replace function rekindle.explain_opt_out(delivery bigint, on_scope text, words text) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  update rekindle.suppressions s set comment = words
    from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
   where d.id = delivery and s.user_id = d.user_id and s.lifted_at is null and s.reason = 'opt_out' and s.channel = 'all'
     and s.scope = on_scope
     and case on_scope when 'all' then true when 'topic' then s.topic = c.topic
           else s.subject_type = c.subject_type and s.subject_id = d.subject_id end
     and words in ('too_many', 'not_useful', 'finished', 'never_asked', 'other')
$$;
revoke execute on function rekindle.explain_opt_out from public;
