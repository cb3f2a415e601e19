-- Records how a chunk of attempts ended; RecordOutcomes in Sources/Store says what it promises. Planned once and by key, as
-- claim_deliveries is.
create or replace function rekindle.record_outcomes(
  moment timestamptz, ids bigint[], tokens bigint[], outcomes text[], reason_codes text[], message_ids text[],
  retries timestamptz[], grace interval
) returns table (id bigint, status text)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off
  set cpu_index_tuple_cost = 1 as $$
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
                   else case when h.retry_at is not null then 'scheduled'
                     -- Given up, but an earlier attempt is still in doubt.
                     when d.unknown_at is not null then 'unknown' else 'failed' end end,
        reason = h.code,
        provider_message_id = coalesce(d.provider_message_id, h.message_id),
        sent_at = case when h.outcome = 'accepted' then case when d.lease_token = h.token then moment
                    else coalesce(d.sent_at, d.unknown_at, moment) end end,
        unknown_at = case when h.outcome = 'ambiguous' then moment else d.unknown_at end,
        not_before = coalesce(h.retry_at, d.not_before),
        attention_at = case when h.outcome in ('rejected', 'not_attempted') and h.retry_at is not null then h.retry_at
                            when h.outcome = 'ambiguous' or (h.outcome in ('rejected', 'not_attempted') and d.unknown_at is not null)
                            then rekindle.doubt_ends_at(
                              d.class, d.attempt, d.expires_at, d.campaign_id, d.version, moment, grace) end,
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
