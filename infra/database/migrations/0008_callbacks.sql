-- What providers and readers report, merged so that order, repetition and batch borders cannot matter (CORRECTNESS §3.4).
set local role rekindle_owner;

-- Takes every lock that a merge with complaints, opt-outs or hard bounces waits for, in the global order.
create function rekindle.lock_reported(deliveries bigint[], kinds text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  learners bigint[];
begin
  select array_agg(distinct d.user_id) into learners
    from unnest(deliveries, kinds) i(id, kind) join rekindle.message_deliveries d on d.id = i.id
   where i.kind in ('complaint', 'unsubscribe', 'hard_bounce') and d.attempt > 0;
  perform from rekindle.recipients r where r.user_id = any (learners) order by r.user_id for no key update;
  perform from rekindle.message_deliveries d
    where d.id = any (deliveries) or (d.user_id = any (learners) and d.status = 'scheduled') order by d.id for no key update;
  perform from rekindle.campaign_enrollments e
    where e.user_id = any (learners) and e.status in ('active', 'paused', 'exhausted') order by e.id for no key update;
end
$$;

-- The standing nos that reported complaints, opt-outs and hard bounces make. A repeated report makes none, so that a
-- learner who took a no back is not overruled by a provider that sends it again. Returns how many it made.
create function rekindle.suppress_reported(
  deliveries bigint[], kinds text[], times timestamptz[], details text[], moment timestamptz
) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare
  made int := 0;
  no record;
begin
  for no in
    select distinct d.user_id, i.kind, case i.kind when 'hard_bounce' then d.channel else 'all' end as channel,
           case i.kind when 'hard_bounce' then coalesce(d.address_hash, '') else ''::bytea end as address_hash
      from unnest(deliveries, kinds, times, details) i(id, kind, at, detail)
      join rekindle.message_deliveries d on d.id = i.id
     where i.kind in ('complaint', 'unsubscribe', 'hard_bounce') and d.attempt > 0
       and i.at <= moment + interval '1 hour' and not exists (
         select from rekindle.delivery_events v where v.delivery_id = i.id and v.kind = i.kind and v.occurred_at = i.at
            and v.detail = i.detail)
     order by d.user_id, i.kind, channel, address_hash
  loop
    if (select r.is_new from rekindle.suppress(no.user_id, no.channel, 'all', '', 0, '', 0, no.address_hash,
          case no.kind when 'complaint' then 'complaint' when 'unsubscribe' then 'opt_out' else 'bounce' end,
          'provider', moment) r) then
      made := made + 1;
    end if;
  end loop;
  return made;
end
$$;

-- Evidence that a provider took a message settles every doubt about it, and contradicts a skip or a failure: an anomaly.
create function rekindle.settle_by_evidence(
  deliveries bigint[], kinds text[], times timestamptz[], moment timestamptz
) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  with proven as materialized (
    select d.id, d.status, d.reason from rekindle.message_deliveries d
     where d.status <> 'sent' and d.attempt > 0 and d.id in (
       select i.id from unnest(deliveries, kinds, times) i(id, kind, at)
        where i.kind <> 'dropped' and i.at <= moment + interval '1 hour')),
  contradicted as (
    insert into rekindle.anomalies (kind, delivery_id, detail, created_at)
    select 'evidence_against_' || p.status, p.id, coalesce(p.reason, 'to be sent again'), moment
      from proven p where p.status in ('scheduled', 'skipped', 'failed'))
  update rekindle.message_deliveries d
     set status = 'sent', reason = null, lease_token = null, attention_at = null,
         sent_at = coalesce(d.sent_at, d.unknown_at, d.lease_until, moment)
    from proven p where d.id = p.id;
end
$$;

-- Merges normalised events, given as parallel arrays; the caller has verified them. Events that cannot be placed are
-- set aside as anomalies and never stop the rest. Opt-outs, complaints and hard bounces hold when this returns.
-- Most batches report on messages that are known to be sent; whatever is rarer costs only the batches that hold it.
create function rekindle.merge_events(
  from_provider text, deliveries bigint[], kinds text[], times timestamptz[], details text[], suspects boolean[],
  message_ids text[], moment timestamptz
) returns table (merged int, repeated int, set_aside int, suppressed int)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  has_no boolean;
  is_unsettled boolean;
  placed int;
begin
  if array_length(deliveries, 1) > 5000 then
    raise exception 'at most 5000 events in one call' using errcode = 'RK004';
  end if;
  has_no := kinds && array['complaint', 'unsubscribe', 'hard_bounce'];
  if has_no then
    perform rekindle.lock_reported(deliveries, kinds);
  end if;
  select coalesce(bool_or(l.status <> 'sent'), false) into is_unsettled from (
    select d.status from rekindle.message_deliveries d where d.id = any (deliveries) order by d.id for no key update) l;
  if is_unsettled then
    perform rekindle.settle_by_evidence(deliveries, kinds, times, moment);
  end if;
  suppressed := 0;
  if has_no then
    suppressed := rekindle.suppress_reported(deliveries, kinds, times, details, moment);
  end if;

  with input as materialized (
    select i.id, i.kind, i.at, i.detail, i.is_suspect,
           case when d.id is null then 'unknown_delivery' when d.attempt = 0 then 'never_attempted'
                when i.at > moment + interval '1 hour' then 'future_time' end as fault
      from unnest(deliveries, kinds, times, details, suspects) i(id, kind, at, detail, is_suspect)
      left join rekindle.message_deliveries d on d.id = i.id),
  aside as (
    insert into rekindle.anomalies (kind, delivery_id, detail, created_at)
    select distinct 'event_' || i.fault, i.id, from_provider || ' ' || i.kind, moment from input i where i.fault is not null),
  fresh as (
    insert into rekindle.delivery_events as v (delivery_id, kind, occurred_at, detail, is_suspect, provider, received_at)
    select i.id, i.kind, i.at, i.detail, i.is_suspect, from_provider, moment from input i where i.fault is null
    on conflict do nothing
    returning 1)
  select (select count(*) from fresh), count(*) filter (where i.fault is null), count(i.fault)
    into merged, placed, set_aside from input i;
  repeated := placed - merged;

  update rekindle.message_deliveries d set
    delivered_at = least(d.delivered_at, f.delivered_at), deferred_at = least(d.deferred_at, f.deferred_at),
    opened_at = least(d.opened_at, f.opened_at), clicked_at = least(d.clicked_at, f.clicked_at),
    bounced_at = least(d.bounced_at, f.bounced_at), dropped_at = least(d.dropped_at, f.dropped_at),
    complained_at = least(d.complained_at, f.complained_at),
    provider_message_id = coalesce(d.provider_message_id, f.message_id)
  from (
    select i.id,
      min(i.at) filter (where i.kind = 'delivered') as delivered_at,
      min(i.at) filter (where i.kind in ('deferred', 'soft_bounce')) as deferred_at,
      min(i.at) filter (where i.kind = 'open' and not i.is_suspect) as opened_at,
      min(i.at) filter (where i.kind = 'click' and not i.is_suspect) as clicked_at,
      min(i.at) filter (where i.kind = 'hard_bounce') as bounced_at,
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

-- A reply such as STOP to the newest message on a channel: the sender's number finds the learner. Returns the number of
-- learners it held for; zero where nobody has that number.
create function rekindle.opt_out_by_reply(on_channel text, address text, moment timestamptz) returns int
language sql volatile security definer set search_path = pg_catalog
begin atomic
  select count(*)::int from (
    select distinct u.user_id from lms.users u where u.phone_number = address order by u.user_id) u
   cross join lateral rekindle.suppress(u.user_id, on_channel, 'all', '', 0, '', 0, '', 'opt_out', 'sms_reply', moment) r;
end;

-- A reply such as START takes back what the same person said about the channel. Returns the number of learners.
create function rekindle.opt_in_by_reply(on_channel text, address text, moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  learners bigint[] := array(select distinct u.user_id from lms.users u where u.phone_number = address);
  lifted int;
begin
  perform from rekindle.recipients r where r.user_id = any (learners) order by r.user_id for no key update;
  update rekindle.suppressions s set lifted_at = moment
   where s.user_id = any (learners) and s.lifted_at is null and s.reason = 'opt_out' and s.scope = 'all'
     and s.channel = on_channel;
  get diagnostics lifted = row_count;
  return lifted;
end
$$;
create index users_phone_number on lms.users (phone_number) where phone_number is not null;

-- Follows a tracked link: records the hit, to the second so that a flood of them stays small, and answers where it leads.
-- No row where there is no such code.
create function rekindle.follow_link(short_code text, is_machine boolean, moment timestamptz)
returns table (target text)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  link rekindle.tracked_links;
begin
  select * into link from rekindle.tracked_links t where t.code = short_code;
  if not found then return; end if;
  -- A hit within seconds of delivery is a scanner's more often than a reader's (CORRECTNESS §7.4).
  perform rekindle.merge_events('link', array[link.delivery_id], array['click'], array[date_trunc('second', moment)],
    array[link.link_index::text],
    array[is_machine or exists (select from rekindle.message_deliveries d where d.id = link.delivery_id
            and moment < coalesce(d.delivered_at, d.sent_at, d.lease_until, moment) + interval '10 seconds')],
    array[null::text], moment);
  return query select link.target;
end
$$;

-- Records that a message's open pixel was asked for, under the code of any of its links. Returns whether there is one.
create function rekindle.record_open(short_code text, is_machine boolean, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  delivery bigint;
begin
  select t.delivery_id into delivery from rekindle.tracked_links t where t.code = short_code;
  if not found then return false; end if;
  perform rekindle.merge_events('link', array[delivery], array['open'], array[date_trunc('second', moment)], array[''],
    array[is_machine], array[null::text], moment);
  return true;
end
$$;
revoke execute on function rekindle.lock_reported, rekindle.suppress_reported, rekindle.settle_by_evidence,
  rekindle.merge_events, rekindle.opt_out_by_reply, rekindle.opt_in_by_reply, rekindle.follow_link, rekindle.record_open from public;
