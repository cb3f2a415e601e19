-- What providers and readers report, merged so that order, repetition and batch borders cannot matter (CORRECTNESS §3.4).
set local role rekindle_owner;

-- Merges normalised events, given as parallel arrays; the caller has verified them. Events that cannot be placed are
-- set aside as anomalies and never stop the rest. Opt-outs, complaints and hard bounces hold when this returns.
create function rekindle.merge_events(
  from_provider text, deliveries bigint[], kinds text[], times timestamptz[], details text[], suspects boolean[],
  message_ids text[], moment timestamptz
) returns table (merged int, repeated int, set_aside int, suppressed int)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  e record;
begin
  if array_length(deliveries, 1) > 5000 then
    raise exception 'at most 5000 events in one call' using errcode = 'RK004';
  end if;

  -- A no first: its locks come first in the global order.
  suppressed := 0;
  for e in
    select distinct on (d.user_id, d.channel, i.kind) d.user_id, d.channel, i.kind, d.address_hash
      from unnest(deliveries, kinds) i(id, kind) join rekindle.message_deliveries d on d.id = i.id
     where i.kind in ('complaint', 'unsubscribe', 'hard_bounce') and d.attempt > 0
     order by d.user_id, d.channel, i.kind
  loop
    if (select r.is_new from rekindle.suppress(e.user_id,
          case when e.kind = 'hard_bounce' then e.channel else 'all' end, 'all', '', 0, '', 0,
          case when e.kind = 'hard_bounce' then coalesce(e.address_hash, '') else ''::bytea end,
          case e.kind when 'complaint' then 'complaint' when 'unsubscribe' then 'opt_out' else 'bounce' end,
          'provider', moment) r) then
      suppressed := suppressed + 1;
    end if;
  end loop;

  with input as materialized (
    select i.id, i.kind, i.at, coalesce(i.detail, '') as detail, i.is_suspect, i.message_id,
           case when d.id is null then 'unknown_delivery' when d.attempt = 0 then 'never_attempted'
                when i.at > moment + interval '1 hour' then 'future_time' end as fault
      from unnest(deliveries, kinds, times, details, suspects, message_ids)
           i(id, kind, at, detail, is_suspect, message_id)
      left join rekindle.message_deliveries d on d.id = i.id),
  aside as (
    insert into rekindle.anomalies (kind, delivery_id, detail, created_at)
    select 'event_' || i.fault, i.id, from_provider || ' ' || i.kind, moment from input i where i.fault is not null
    returning 1),
  fresh as (
    insert into rekindle.delivery_events as v (delivery_id, kind, occurred_at, detail, is_suspect, provider, received_at)
    select distinct on (i.id, i.kind, i.at, i.detail) i.id, i.kind, i.at, i.detail, i.is_suspect, from_provider, moment
      from input i where i.fault is null order by i.id, i.kind, i.at, i.detail
    on conflict do nothing
    returning 1),
  facts as materialized (
    select i.id,
      min(i.at) filter (where i.kind = 'delivered') as delivered_at,
      min(i.at) filter (where i.kind in ('deferred', 'soft_bounce')) as deferred_at,
      min(i.at) filter (where i.kind = 'open' and not i.is_suspect) as opened_at,
      min(i.at) filter (where i.kind = 'click' and not i.is_suspect) as clicked_at,
      min(i.at) filter (where i.kind = 'hard_bounce') as bounced_at,
      min(i.at) filter (where i.kind = 'dropped') as dropped_at,
      min(i.at) filter (where i.kind = 'complaint') as complained_at,
      min(i.at) filter (where i.kind <> 'dropped') as evidence_at,
      min(i.message_id) as message_id
    from input i where i.fault is null group by i.id),
  locked as materialized (
    select d.id from rekindle.message_deliveries d join facts f using (id) order by d.id for no key update of d),
  changed as (
    update rekindle.message_deliveries d set
      delivered_at = least(d.delivered_at, f.delivered_at), deferred_at = least(d.deferred_at, f.deferred_at),
      opened_at = least(d.opened_at, f.opened_at), clicked_at = least(d.clicked_at, f.clicked_at),
      bounced_at = least(d.bounced_at, f.bounced_at), dropped_at = least(d.dropped_at, f.dropped_at),
      complained_at = least(d.complained_at, f.complained_at),
      provider_message_id = coalesce(d.provider_message_id, f.message_id),
      -- Evidence that the provider took the message settles every doubt, and contradicts a skip or a failure.
      status = case when f.evidence_at is not null then 'sent' else d.status end,
      sent_at = case when f.evidence_at is not null then coalesce(d.sent_at, d.unknown_at, d.lease_until, moment) else d.sent_at end,
      lease_token = case when f.evidence_at is not null then null else d.lease_token end,
      attention_at = case when f.evidence_at is not null then null else d.attention_at end
    from facts f join locked l using (id)
    where d.id = f.id and (
      (f.evidence_at is not null and d.status <> 'sent')
      or (d.delivered_at, d.deferred_at, d.opened_at, d.clicked_at, d.bounced_at, d.dropped_at, d.complained_at)
         is distinct from
         (least(d.delivered_at, f.delivered_at), least(d.deferred_at, f.deferred_at), least(d.opened_at, f.opened_at),
          least(d.clicked_at, f.clicked_at), least(d.bounced_at, f.bounced_at), least(d.dropped_at, f.dropped_at),
          least(d.complained_at, f.complained_at)))
    returning 1)
  select (select count(*) from fresh), (select count(*) from aside),
         (select count(*) from input i where i.fault is null)
    into merged, set_aside, repeated;
  repeated := repeated - merged;
  return next;
end
$$;

-- A reply such as STOP to the newest message on a channel: the sender's number finds the learner. Returns the number of
-- learners it held for; zero where nobody has that number.
create function rekindle.opt_out_by_reply(on_channel text, address text, moment timestamptz) returns int
language sql volatile security definer set search_path = pg_catalog
begin atomic
  select count(*)::int from (select distinct u.user_id from lms.users u where u.phone_number = address) u
   cross join lateral rekindle.suppress(u.user_id, on_channel, 'all', '', 0, '', 0, '', 'opt_out', 'sms_reply', moment) r;
end;
create index users_phone_number on lms.users (phone_number) where phone_number is not null;

-- Follows a tracked link: records the hit and answers where it leads. No row where there is no such code.
create function rekindle.follow_link(short_code text, is_machine boolean, moment timestamptz)
returns table (target text)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  link rekindle.tracked_links;
begin
  select * into link from rekindle.tracked_links t where t.code = short_code;
  if not found then return; end if;
  -- A hit within a minute of delivery is a scanner's more often than a reader's (CORRECTNESS §7.4).
  perform rekindle.merge_events('link', array[link.delivery_id], array['click'], array[moment],
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
  perform rekindle.merge_events('link', array[delivery], array['open'], array[moment], array[''], array[is_machine],
    array[null::text], moment);
  return true;
end
$$;
revoke execute on function rekindle.merge_events, rekindle.opt_out_by_reply, rekindle.follow_link, rekindle.record_open
  from public;
