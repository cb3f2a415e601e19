-- Merges normalised events, given as parallel arrays; the caller has verified them. An event without a time is one that the
-- provider does not date: a delivery has it once, from when it was first told. Events that cannot be placed are
-- counted as anomalies and never stop the rest. Opt-outs, complaints and hard bounces hold when this returns.
-- Most batches report on messages that are known to be sent; whatever is rarer costs only the batches that hold it. Planned once and
-- by key, as claim_deliveries is: half of the time for a batch of one went into plans.
create or replace function rekindle.merge_events(
  from_provider text, deliveries bigint[], kinds text[], times timestamptz[], details text[], suspects boolean[],
  message_ids text[], moment timestamptz
) returns table (merged int, repeated int, set_aside int, suppressed int)
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan
set enable_seqscan = off set jit = off set cpu_index_tuple_cost = 1 as $$
declare
  has_no boolean;
  are_letters boolean;
  is_unsettled boolean;
  are_dated boolean[];
  placed int;
  unknown int;
begin
  if array_length(deliveries, 1) > 5000 then
    raise exception 'at most 5000 events in one call' using errcode = 'RK004';
  end if;
  has_no := kinds && array['complaint', 'unsubscribe', 'hard_bounce'];
  if has_no then
    perform rekindle.lock_reported(deliveries, kinds);
  end if;
  select coalesce(bool_or(l.status <> 'sent'), false), coalesce(bool_or(l.carries), false) into is_unsettled, are_letters from (
    select d.status, d.carries from rekindle.message_deliveries d where d.id = any (deliveries) order by d.id for no key update) l;
  if are_letters then
    select w.* into deliveries, kinds, times, details, suspects, message_ids
      from rekindle.with_items(deliveries, kinds, times, details, suspects, message_ids) w;
    perform from rekindle.message_deliveries d where d.id = any (deliveries) order by d.id for no key update;
  end if;
  if array_position(times, null) is not null then
    are_dated := array(select t.at is not null from unnest(times) with ordinality t(at, place) order by t.place);
    times := array(
      select coalesce(i.at, v.occurred_at, moment)
        from unnest(deliveries, kinds, times, details, suspects) with ordinality i(id, kind, at, detail, is_suspect, place)
        left join lateral (
          select v.occurred_at from rekindle.delivery_events v
           where i.at is null and v.delivery_id = i.id and v.kind = i.kind and v.detail = i.detail
             and v.is_suspect = i.is_suspect and v.provider = from_provider
           order by v.occurred_at limit 1) v on true
       order by i.place);
  end if;
  if is_unsettled then
    perform rekindle.settle_by_evidence(deliveries, kinds, times, moment);
  end if;
  suppressed := 0;
  if has_no then
    suppressed := rekindle.suppress_reported(deliveries, kinds, times,
      coalesce(are_dated, array_fill(true, array[cardinality(deliveries)])), details, moment);
  end if;

  with input as materialized (
    select i.id, i.kind, i.at, i.detail, i.is_suspect,
           case when d.id is null then 'unknown_delivery' when d.attempt = 0 then 'never_attempted'
                when i.at > moment + interval '1 hour' then 'future_time' end as fault
      from unnest(deliveries, kinds, times, details, suspects) i(id, kind, at, detail, is_suspect)
      left join rekindle.message_deliveries d on d.id = i.id),
  aside as (
    insert into rekindle.anomalies (kind, delivery_id, detail, created_at)
    select distinct 'event_' || i.fault, i.id, from_provider || ' ' || i.kind, moment from input i
     where i.fault in ('never_attempted', 'future_time') and not exists (
       select from rekindle.anomalies a where a.resolved_at is null and a.kind = 'event_' || i.fault and a.delivery_id = i.id)),
  fresh as (
    insert into rekindle.delivery_events as v (delivery_id, kind, occurred_at, detail, is_suspect, provider, received_at)
    select i.id, i.kind, i.at, i.detail, i.is_suspect, from_provider, moment from input i where i.fault is null
    on conflict do nothing
    returning 1)
  select (select count(*) from fresh), count(*) filter (where i.fault is null), count(i.fault),
         count(*) filter (where i.fault = 'unknown_delivery')
    into merged, placed, set_aside, unknown from input i;
  repeated := placed - merged;
  if unknown > 0 or 'blocked' = any (kinds) then
    perform rekindle.count_anomalies(array_agg(n.kind), array_agg(n.detail), moment) from (
      select case when d.id is null then 'event_unknown_delivery' else 'blocked_by_receivers' end as kind,
             from_provider || ' ' || case when d.id is null then i.kind else left(i.detail, 40) end as detail
        from unnest(deliveries, kinds, times, details) i(id, kind, at, detail)
        left join rekindle.message_deliveries d on d.id = i.id
       where d.id is null or (i.kind = 'blocked' and d.attempt > 0 and i.at < coalesce(d.bounced_at, 'infinity'))) n
      having count(*) > 0;
  end if;

  update rekindle.message_deliveries d set
    delivered_at = least(d.delivered_at, f.delivered_at), deferred_at = least(d.deferred_at, f.deferred_at),
    opened_at = least(d.opened_at, f.opened_at), clicked_at = least(d.clicked_at, f.clicked_at),
    bounced_at = least(d.bounced_at, f.bounced_at), dropped_at = least(d.dropped_at, f.dropped_at),
    complained_at = least(d.complained_at, f.complained_at),
    provider_message_id = coalesce(d.provider_message_id, f.message_id)
  from (
    select i.id,
      min(i.at) filter (where i.kind = 'delivered') as delivered_at,
      min(i.at) filter (where i.kind = 'deferred') as deferred_at,
      min(i.at) filter (where i.kind = 'open' and not i.is_suspect) as opened_at,
      min(i.at) filter (where i.kind = 'click' and not i.is_suspect) as clicked_at,
      min(i.at) filter (where i.kind in ('hard_bounce', 'soft_bounce', 'blocked')) as bounced_at,
      min(i.at) filter (where i.kind = 'dropped') as dropped_at,
      min(i.at) filter (where i.kind = 'complaint') as complained_at,
      min(i.message_id) as message_id
    from unnest(deliveries, kinds, times, suspects, message_ids) i(id, kind, at, is_suspect, message_id)
    where i.at <= moment + interval '1 hour' group by i.id) f
  where d.id = f.id and d.attempt > 0 and (
    f.delivered_at < coalesce(d.delivered_at, 'infinity') or f.deferred_at < coalesce(d.deferred_at, 'infinity')
    or f.opened_at < coalesce(d.opened_at, 'infinity') or f.clicked_at < coalesce(d.clicked_at, 'infinity')
    or f.bounced_at < coalesce(d.bounced_at, 'infinity') or f.dropped_at < coalesce(d.dropped_at, 'infinity')
    or f.complained_at < coalesce(d.complained_at, 'infinity')
    or (d.provider_message_id is null and f.message_id is not null));
  return next;
end
$$;
revoke execute on function rekindle.merge_events from public;
