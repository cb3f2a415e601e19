-- Writes a suppression and takes back what was reserved under it, in one transaction. Returns what it changed.
-- Lock order everywhere a lock is waited for: recipients < message_deliveries (by id) < campaign_enrollments (by id).
create or replace function rekindle.suppress(
  learner bigint, on_channel text, on_scope text, about_topic text, campaign int, about_subject_type text,
  subject bigint, address bytea, why text, via text, moment timestamptz
) returns table (is_new boolean, skipped int, ended int)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  clock int;
  no rekindle.suppressions;
begin
  insert into rekindle.recipients as r (user_id, opt_outs, created_at) values (learner, 1, moment)
    on conflict (user_id) do update set opt_outs = r.opt_outs + 1 returning r.opt_outs into clock;
  insert into rekindle.suppressions as s
    (user_id, channel, scope, topic, campaign_id, subject_type, subject_id, address_hash, reason, source, opt_outs, created_at)
  values (learner, on_channel, on_scope, about_topic, campaign, about_subject_type, subject, address, why, via, clock, moment)
  on conflict on constraint suppressions_key
    do update set lifted_at = null, reason = excluded.reason, source = excluded.source,
      opt_outs = case when s.lifted_at is null then s.opt_outs else clock end,
      created_at = case when s.lifted_at is null then s.created_at else moment end
    -- A complaint or a bounce outweighs the learner's own no: only that can be taken back.
    where s.lifted_at is not null or (s.reason = 'opt_out' and excluded.reason <> 'opt_out');
  is_new := found;
  select s.* into no from rekindle.suppressions s
   where s.user_id = learner and s.channel = on_channel and s.scope = on_scope and s.topic = about_topic
     and s.campaign_id = campaign and s.subject_type = about_subject_type and s.subject_id = subject and s.address_hash = address;

  with hit as materialized (   -- where nobody knows yet which address a message will go to, it is taken for this one
    select d.id from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
     where d.user_id = learner and d.status = 'scheduled'
       and rekindle.covers(no, d.class, c.topic, c.id, c.subject_type, d.subject_id, d.channel, coalesce(d.address_hash, address))
     order by d.id for no key update of d)
  update rekindle.message_deliveries d
     set status = 'skipped', reason = rekindle.suppression_outcome(why), attention_at = null
    from hit where d.id = hit.id and d.status = 'scheduled';
  get diagnostics skipped = row_count;

  with hit as materialized (
    select e.id from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
     where e.user_id = learner and e.status in ('active', 'paused', 'exhausted')
       and rekindle.covers(no, c.class, c.topic, c.id, c.subject_type, e.subject_id, 'all', null)
     order by e.id for no key update of e)
  update rekindle.campaign_enrollments e
     set status = case why when 'opt_out' then 'unsubscribed' else 'suppressed' end,
         end_reason = rekindle.suppression_outcome(why), ended_at = coalesce(e.ended_at, moment), next_due_at = null
    from hit where e.id = hit.id and e.status in ('active', 'paused', 'exhausted');
  get diagnostics ended = row_count;
  return next;
end
$$;
revoke execute on function rekindle.suppress from public;
