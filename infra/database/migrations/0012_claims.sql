-- What a sender writes: the claim, the last commit before the wire, and the record of what came back (DESIGN §7).
--
-- They are functions so that each server session plans them once: planning takes longer than the work for fifty messages.
-- The plans are kept while the ledger grows, so they must reach every table by its keys.
set local role rekindle_owner;

-- Claims rendered deliveries of one campaign version for sending; ClaimDeliveries in Sources/Store says what it promises.
create function rekindle.claim_deliveries(
  campaign int, version int, moment timestamptz, provider text,
  ids bigint[], learners bigint[], subjects bigint[], tokens bigint[], template_hashes text[], address_hashes bytea[],
  from_minute int, to_minute int, fallback_zone text,
  codes text[], link_deliveries bigint[], link_indexes smallint[], targets text[]
) returns table (id bigint, status text, attempt smallint)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
#variable_conflict use_column
begin
  return query
  with held as materialized (
    select d.id, d.user_id, w.token, w.template_hash, w.address_hash
      from unnest(ids, tokens, template_hashes, address_hashes) w(id, token, template_hash, address_hash)
      join rekindle.message_deliveries d on d.id = w.id
     where d.status = 'scheduled' and d.not_before <= moment
     order by d.id for no key update of d skip locked),
  seen as materialized (
    select r.user_id, r.opt_outs from rekindle.recipients r where r.user_id = any (learners)),
  locked as materialized (
    select r.user_id, r.opt_outs from rekindle.recipients r where r.user_id = any (learners)
     order by r.user_id for no key update skip locked),
  subject as materialized (
    select s.user_id, s.subject_id, s.goal_at, s.is_relevant
      from rekindle.campaign_state(campaign, claim_deliveries.version, moment, learners, subjects) s),
  gate as materialized (
    select d.id, h.token, h.template_hash, h.address_hash, l.opt_outs,
           case when d.expires_at <= moment then 'expired'
             when n.reason is not null then n.reason
             when e.status = 'completed' or s.goal_at is not null then 'goal_reached'
             when e.status = 'paused' then 'enrolment_paused'
             when e.status not in ('active', 'exhausted') then 'ended'
             when not s.is_relevant then 'subject_over' end as reason,
           case when c.status = 'paused' then moment + interval '10 minutes'
             when from_minute is not null and d.class <> 'transactional' then rekindle.next_allowed(
               moment, coalesce(r.time_zone, fallback_zone, p.time_zone), from_minute, to_minute)
             else moment end as allowed_at
      from held h
      join rekindle.message_deliveries d on d.id = h.id
      join locked l on l.user_id = h.user_id
      join seen o on o.user_id = h.user_id and o.opt_outs = l.opt_outs
      join rekindle.campaign_enrollments e on e.id = d.enrollment_id
      join rekindle.campaigns c on c.id = d.campaign_id
      join subject s on s.user_id = h.user_id and s.subject_id = d.subject_id
      join rekindle.deployment p on p.is_only   -- a column, where a subquery would keep next_allowed from being inlined
      left join rekindle.reach r on r.user_id = d.user_id
      left join lateral (
        select rekindle.suppression_outcome(x.reason) as reason from rekindle.suppressions x
         where x.user_id = d.user_id and x.lifted_at is null and x.channel in ('all', d.channel)
           and (x.address_hash = '' or x.address_hash = h.address_hash)
           and case x.scope when 'all' then d.class <> 'transactional' or x.reason = 'bounce'
                 when 'topic' then x.topic = c.topic when 'campaign' then x.campaign_id = c.id
                 else x.subject_type = c.subject_type and x.subject_id = d.subject_id end
         limit 1) n on true),
  claimed as (
    update rekindle.message_deliveries d set
        status = case when g.reason is not null then 'skipped' when g.allowed_at > moment then 'scheduled'
                   else 'sending' end,
        reason = g.reason, template_hash = g.template_hash, address_hash = g.address_hash,
        provider = claim_deliveries.provider,
        attempt = d.attempt + (g.reason is null and g.allowed_at <= moment)::int,
        lease_token = case when g.reason is null and g.allowed_at <= moment then g.token end,
        lease_until = case when g.reason is null and g.allowed_at <= moment then moment + interval '2 minutes' end,
        not_before = greatest(d.not_before, g.allowed_at),
        -- Mostly what it is already: a row whose indexed columns stay is updated in place.
        attention_at = case when g.reason is null
                         then greatest(d.attention_at, g.allowed_at, moment + interval '2 minutes') end
      from gate g where d.id = g.id and d.status = 'scheduled'
    returning d.id, d.status, d.attempt, d.lease_token, g.opt_outs),
  logged as (
    insert into rekindle.delivery_attempts (delivery_id, attempt, lease_token, opt_outs, claimed_at)
    select k.id, k.attempt, k.lease_token, k.opt_outs, moment from claimed k where k.status = 'sending'),
  linked as (
    insert into rekindle.tracked_links (code, delivery_id, link_index, target, created_at)
    select t.code, t.delivery_id, t.link_index, t.target, moment
      from unnest(codes, link_deliveries, link_indexes, targets) t(code, delivery_id, link_index, target)
      join claimed k on k.id = t.delivery_id and k.status = 'sending'
    on conflict (code) do nothing)
  select k.id, k.status, k.attempt from claimed k;
end
$$;
revoke execute on function rekindle.claim_deliveries from public;
grant execute on function rekindle.claim_deliveries to rekindle_send_email, rekindle_send_sms;

-- Records how a chunk of attempts ended; RecordOutcomes in Sources/Store says what it promises.
create function rekindle.record_outcomes(
  moment timestamptz, ids bigint[], tokens bigint[], outcomes text[], reason_codes text[], message_ids text[],
  retries timestamptz[], grace interval
) returns table (id bigint, status text)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off as $$
#variable_conflict use_column
begin
  return query
  with held as materialized (
    select d.id, d.status as old_status, n.token, n.outcome, n.code, n.message_id, n.retry_at
      from unnest(ids, tokens, outcomes, reason_codes, message_ids, retries)
           n(id, token, outcome, code, message_id, retry_at)
      join rekindle.message_deliveries d on d.id = n.id
     order by d.id for no key update of d),
  logged as (
    update rekindle.delivery_attempts a set finished_at = moment, outcome = h.outcome, detail = h.code
      from held h where a.delivery_id = h.id and a.lease_token = h.token and a.outcome is null),
  settled as (
    update rekindle.message_deliveries d set
        status = case h.outcome when 'accepted' then 'sent' when 'failed' then 'failed' when 'ambiguous' then 'unknown'
                   else case when h.retry_at is null then 'failed' else 'scheduled' end end,
        reason = h.code,
        provider_message_id = coalesce(d.provider_message_id, h.message_id),
        sent_at = case when h.outcome = 'accepted' then coalesce(d.sent_at, d.unknown_at, moment) end,
        unknown_at = case when h.outcome = 'ambiguous' then moment else d.unknown_at end,
        not_before = coalesce(h.retry_at, d.not_before),
        attention_at = case when h.outcome = 'ambiguous' then moment + grace
                            when h.outcome in ('rejected', 'not_attempted') then h.retry_at end,
        lease_token = null, lease_until = null
      from held h
     where d.id = h.id
       and ((d.status = 'sending' and d.lease_token = h.token) or (h.outcome = 'accepted' and d.status <> 'sent'))
    returning d.id, d.status, h.old_status),
  contradicted as (
    insert into rekindle.anomalies (kind, delivery_id, detail, created_at)
    select 'accepted_after_' || k.old_status, k.id, 'the provider accepted it all the same', moment
      from settled k where k.status = 'sent' and k.old_status in ('skipped', 'failed'))
  select k.id, k.status from settled k;
end
$$;
revoke execute on function rekindle.record_outcomes from public;
grant execute on function rekindle.record_outcomes to rekindle_send_email, rekindle_send_sms;
