-- Writes a suppression and takes back what was reserved under it, in one transaction. Returns what it changed: nothing where
-- the no is older than the word that took it back; what is said at this very moment is the newest word, also where our clock
-- has gone back since the last. Learner 0 is somebody without an account, of whom only the address is known.
-- Lock order everywhere a lock is waited for: recipients < message_deliveries (by id) < campaign_enrollments (by id).
create or replace function rekindle.suppress(
  learner bigint, on_channel text, on_scope text, about_topic text, campaign int, about_subject_type text,
  subject bigint, address bytea, why text, via text, said timestamptz, moment timestamptz
) returns table (is_new boolean, skipped int, ended int)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  bound bigint[] := array(
    select learner where learner <> 0 union select a.user_id from rekindle.shared_addresses a where a.address_hash = address);
  clock int;
  no rekindle.suppressions;
begin
  if learner <> 0 then
    insert into rekindle.recipients (user_id, created_at) values (learner, moment) on conflict do nothing;
  end if;
  perform from rekindle.recipients r where r.user_id = any (bound) order by r.user_id for no key update;
  select r.opt_outs + 1 into clock from rekindle.recipients r where r.user_id = learner;
  is_new := not exists (
    select from rekindle.suppressions s
     where s.user_id = learner and s.channel = on_channel and s.scope = on_scope and s.topic = about_topic
       and s.campaign_id = campaign and s.subject_type = about_subject_type and s.subject_id = subject
       and s.address_hash = address and s.reason = why and s.lifted_at is null);
  insert into rekindle.suppressions as s
    (user_id, channel, scope, topic, campaign_id, subject_type, subject_id, address_hash, reason, source, opt_outs, created_at)
  values (learner, on_channel, on_scope, about_topic, campaign, about_subject_type, subject, address, why, via,
          coalesce(clock, 0), least(said, moment))
  on conflict on constraint suppressions_key
    do update set lifted_at = null, lift_note = null, source = excluded.source,
      created_at = case when said >= moment then greatest(excluded.created_at, s.lifted_at) else excluded.created_at end,
      opt_outs = case when s.lifted_at is null then s.opt_outs else excluded.opt_outs end
    where excluded.created_at >= s.lifted_at or (s.lifted_at is null and excluded.created_at > s.created_at)
      or (s.lifted_at is not null and said >= moment)
  returning * into no;
  skipped := 0;
  ended := 0;
  if not found then
    is_new := false;
    return next;
    return;
  end if;
  update rekindle.recipients r set opt_outs = r.opt_outs + 1 where r.user_id = any (bound);

  with hit as materialized (   -- whoever shares the address loses only what would go there
    select d.id from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
      left join lateral (
        select a.address_hash from rekindle.addresses a where a.user_id = d.user_id and a.channel = d.channel limit 1) a on true
     where d.user_id = any (bound) and d.status = 'scheduled' and (d.user_id = learner or a.address_hash = address)
       and rekindle.covers(no, rekindle.opt_out_class(d.class, d.answers), c.topic, c.id, c.subject_type,
                           rekindle.subject_of(d.subject_id), d.channel,
                           coalesce(a.address_hash, d.address_hash, address))
     order by d.id for no key update of d)
  update rekindle.message_deliveries d
     set status = 'skipped', reason = rekindle.suppression_outcome(why), attention_at = null
    from hit where d.id = hit.id and d.status = 'scheduled';
  get diagnostics skipped = row_count;

  with hit as materialized (
    select e.id from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
     where e.user_id = learner and e.status in ('active', 'paused', 'exhausted')
       and rekindle.covers(no, c.class, c.topic, c.id, c.subject_type, rekindle.subject_of(e.subject_id), 'all', null)
     order by e.id for no key update of e)
  update rekindle.campaign_enrollments e
     set status = case why when 'opt_out' then 'unsubscribed' else 'suppressed' end,
         defer_reason = case e.status when 'paused' then 'enrolment_paused' end,
         end_reason = rekindle.suppression_outcome(why), ended_at = moment, next_due_at = null
    from hit where e.id = hit.id and e.status in ('active', 'paused', 'exhausted');
  get diagnostics ended = row_count;
  return next;
end
$$;
revoke execute on function rekindle.suppress from public;
