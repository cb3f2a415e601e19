-- Claims rendered deliveries of one campaign version for sending: the last commit before the wire. ClaimDeliveries in
-- Sources/Store says what it promises. Delivery and recipient are locked together, and what was locked is not read again.
--
-- A function, so that each server session plans it once: planning takes longer than the work for a hundred messages. The plan is
-- kept while the ledger grows, so it must reach every table by its keys: on a small ledger reading every entry of an index
-- seems cheaper than looking up a hundred, at this price of an entry it never does.
create or replace function rekindle.claim_deliveries(
  campaign int, version int, moment timestamptz, provider text,
  ids bigint[], learners bigint[], subjects bigint[], tokens bigint[], template_hashes text[], address_hashes bytea[],
  from_minute int, to_minute int, fallback_zone text,
  codes text[], link_deliveries bigint[], link_indexes smallint[], targets text[], paid_units smallint[],
  told jsonb default '[]', items jsonb default null, digests bytea[] default null
) returns table (id bigint, status text, attempt smallint)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_memoize = off
  set jit = off set cpu_index_tuple_cost = 1 as $$
#variable_conflict use_column
begin
  if items is not null then
    return query select l.* from rekindle.claim_letters(
      campaign, version, moment, provider, ids, learners, subjects, tokens, template_hashes, address_hashes, from_minute,
      to_minute, fallback_zone, codes, link_deliveries, link_indexes, targets, paid_units, items, digests) l;
    return;
  end if;
  return query
  with held as materialized (   -- the newest version of each row, locked
    select d.id, d.user_id, d.subject_id, d.enrollment_id, d.channel, d.class, d.answers, d.expires_at, r.opt_outs,
           w.token, w.template_hash, w.address_hash, w.units, w.digest
      from unnest(ids, tokens, template_hashes, address_hashes, paid_units, digests)
             w(id, token, template_hash, address_hash, units, digest)
      join rekindle.message_deliveries d on d.id = w.id
      join rekindle.recipients r on r.user_id = d.user_id
     where d.campaign_id = campaign and d.status = 'scheduled' and d.not_before <= moment
     order by d.id for no key update of d, r skip locked),
  setting as materialized (
    select c.id, rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, moment) as phase, c.topic, c.subject_type,
           rekindle.zone(fallback_zone) as place
      from rekindle.campaigns c where c.id = campaign),
  gate as materialized (
    select d.id, d.token, d.template_hash, d.address_hash, d.units, d.digest, d.opt_outs,
           case when d.expires_at <= moment then 'expired'
             when c.phase = 'completed' then 'campaign_over'
             when n.reason is not null then n.reason
             when d.channel = 'whatsapp' and not exists (   -- agreed to until now, and not only when it was written
               select from rekindle.contacts k where k.delivery_id = d.id and k.address_hash = d.address_hash) then 'no_address'
             when d.answers is not null then null   -- a question is answered whatever became of the episode
             when e.status = 'completed' or s.goal_at is not null then 'goal_reached'
             when e.status = 'paused' then 'enrolment_paused'
             when e.status not in ('active', 'exhausted') then 'ended'
             when w.snoozed_until >= d.expires_at and d.class <> 'transactional' then 'snoozed'
             when s.fault is not null then 'query_failed' end as reason,
           case when d.answers is null then s.fault end as fault,
           case when d.channel = 'calendar' and exists (   -- composed before a newer word about its meeting
               select from jsonb_to_recordset(told) t(delivery bigint, uid text, sequence int, status text, times text)
                 join rekindle.invitations i on i.uid = t.uid and i.user_id = d.user_id
                where t.delivery = d.id
                  and (i.sequence > t.sequence or i.sequence = t.sequence and (i.status, i.times) <> (t.status, t.times))
             ) then moment + interval '1 minute'
             when c.phase <> 'active' then moment + interval '10 minutes'
             when d.class = 'transactional' then moment
             when w.user_id is null or d.answers is not null then h.opens_at   -- most: the call costs as much as half the claim
             else rekindle.wished_at(h.opens_at, coalesce(r.time_zone, c.place), w, d.channel) end as allowed_at
      from held d
      join rekindle.recipients o on o.user_id = d.user_id and o.opt_outs = d.opt_outs   -- as the snapshot sees it
      join rekindle.campaign_goals_reached(campaign, claim_deliveries.version, moment, learners, subjects) s
        on s.user_id = d.user_id and s.subject_id = d.subject_id
      join rekindle.campaign_enrollments e on e.id = d.enrollment_id
     cross join setting c
      left join rekindle.reach r on r.user_id = d.user_id
      left join rekindle.wishes w on w.user_id = d.user_id
      left join rekindle.notification_jobs q on q.id = d.subject_id
     cross join lateral (
        select case when claim_deliveries.from_minute is null then moment else rekindle.next_allowed(
                 moment, coalesce(r.time_zone, c.place), claim_deliveries.from_minute, claim_deliveries.to_minute) end) h(opens_at)
      left join lateral (
        select rekindle.suppression_outcome(x.reason) as reason
          from rekindle.binding(d.user_id, array[d.address_hash]) x
         where rekindle.covers(x, rekindle.opt_out_class(d.class, d.answers), c.topic, c.id, c.subject_type,
                               coalesce(q.about, d.subject_id),
                               d.channel, d.address_hash)
         limit 1) n on true),
  claimed as (
    update rekindle.message_deliveries d set
        status = case when g.reason is not null then 'skipped' when g.allowed_at > moment then 'scheduled'
                   else 'sending' end,
        reason = g.reason, reason_detail = 'the claim: ' || g.fault,
        -- Those of the last attempt, also where a later claim holds the message back.
        template_hash = case when d.attempt = 0 or (g.reason is null and g.allowed_at <= moment) then g.template_hash
                          else d.template_hash end,
        address_hash = case when d.attempt = 0 or (g.reason is null and g.allowed_at <= moment) then g.address_hash
                         else d.address_hash end,
        units = g.units, provider = claim_deliveries.provider,
        attempt = d.attempt + (g.reason is null and g.allowed_at <= moment)::int,
        lease_token = case when g.reason is null and g.allowed_at <= moment then g.token end,
        lease_until = case when g.reason is null and g.allowed_at <= moment then moment + interval '2 minutes' end,
        not_before = greatest(d.not_before, g.allowed_at),
        -- Mostly what it is already: a row whose indexed columns stay is updated in place.
        attention_at = case when g.reason is null
                         then greatest(d.attention_at, g.allowed_at, moment + interval '2 minutes') end
      from gate g where d.id = g.id and d.status = 'scheduled'
    returning d.id, d.status, d.attempt, d.lease_token, g.opt_outs, g.digest),
  logged as (
    insert into rekindle.delivery_attempts (delivery_id, attempt, lease_token, opt_outs, claimed_at, provider, content_digest)
    select k.id, k.attempt, k.lease_token, k.opt_outs, moment, claim_deliveries.provider, k.digest
      from claimed k where k.status = 'sending'),
  linked as (
    insert into rekindle.tracked_links (code, delivery_id, link_index, target, created_at)
    select t.code, t.delivery_id, t.link_index, t.target, moment
      from unnest(codes, link_deliveries, link_indexes, targets) t(code, delivery_id, link_index, target)
      join claimed k on k.id = t.delivery_id and k.status = 'sending'
    on conflict (code) do nothing),
  invited as (   -- what the message says of a meeting is known before it leaves; a later word is never overtaken by an earlier
    insert into rekindle.invitations as i
      (uid, user_id, sequence, status, times, meeting, ends_at, organizer, delivery_id, updated_at)
    select t.uid, h.user_id, t.sequence, t.status, t.times, t.meeting, t.ends_at, t.organizer, k.id, moment
      from jsonb_to_recordset(told)
             t(delivery bigint, uid text, sequence int, status text, times text, meeting jsonb, ends_at timestamptz, organizer text)
      join claimed k on k.id = t.delivery and k.status = 'sending'
      join held h on h.id = k.id
    on conflict (uid, user_id) do update set
        sequence = excluded.sequence, status = excluded.status, times = excluded.times, meeting = excluded.meeting,
        ends_at = case excluded.status when 'invited' then excluded.ends_at else greatest(i.ends_at, excluded.ends_at) end,
        organizer = excluded.organizer, delivery_id = excluded.delivery_id,
        updated_at = excluded.updated_at
      where i.sequence <= excluded.sequence)
  select k.id, k.status, k.attempt from claimed k;
end
$$;
revoke execute on function rekindle.claim_deliveries from public;
