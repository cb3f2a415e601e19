-- A database as the first build left it (commit bee5877): twelve learners, fifteen enrolments under way, ended and shifted.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA lms;
ALTER SCHEMA lms OWNER TO rekindle_owner;
CREATE SCHEMA rekindle;
ALTER SCHEMA rekindle OWNER TO rekindle_owner;
CREATE SCHEMA rekindle_campaigns;
ALTER SCHEMA rekindle_campaigns OWNER TO rekindle_owner;
CREATE SCHEMA rekindle_migrations;
ALTER SCHEMA rekindle_migrations OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.bucket(learner bigint, salt text) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((((('x'::text || substr(md5(((learner || ':'::text) || salt)), 1, 8)))::bit(32))::bigint % (10000)::bigint))::integer;
ALTER FUNCTION rekindle.bucket(learner bigint, salt text) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.campaign_context(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) RETURNS TABLE(user_id bigint, subject_id bigint, context text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
begin
  return query execute format('select * from rekindle_campaigns.%I($1, $2, $3)',
    rekindle.campaign_function(campaign, version, 'contexts')) using as_of, learners, subjects;
end
$_$;
ALTER FUNCTION rekindle.campaign_context(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.campaign_function(campaign integer, version integer, part text) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
begin
  return (select replace(c.slug, '-', '_') || '_v' || version || '_' || part from rekindle.campaigns c where c.id = campaign);
end
$$;
ALTER FUNCTION rekindle.campaign_function(campaign integer, version integer, part text) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.campaign_goals_met(campaign integer, version integer, as_of timestamp with time zone, learner bigint) RETURNS TABLE(enrollment_id bigint, reached_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
begin
  return query execute format(
    'select e.id, g.reached_at from rekindle.campaign_enrollments e
      cross join lateral rekindle_campaigns.%I($1, e.user_id, e.subject_id) g
      where e.campaign_id = $2 and e.version = $3 and e.status in (''active'', ''paused'', ''exhausted'')
        and ($4 is null or e.user_id = $4) and g.reached_at is not null',
    rekindle.campaign_function(campaign, version, 'goal')) using as_of, campaign, version, learner;
end
$_$;
ALTER FUNCTION rekindle.campaign_goals_met(campaign integer, version integer, as_of timestamp with time zone, learner bigint) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.campaign_segment(campaign integer, version integer, as_of timestamp with time zone, inactive_days integer, lookback_days integer) RETURNS TABLE(user_id bigint, subject_id bigint, last_activity_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100000
    SET search_path TO 'pg_catalog'
    AS $_$
begin
  return query execute format('select s.user_id, s.subject_id, s.last_activity_at from rekindle_campaigns.%I($1, $2, $3) s',
    rekindle.campaign_function(campaign, version, 'segment')) using as_of, inactive_days, lookback_days;
end
$_$;
ALTER FUNCTION rekindle.campaign_segment(campaign integer, version integer, as_of timestamp with time zone, inactive_days integer, lookback_days integer) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.campaign_state(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) RETURNS TABLE(user_id bigint, subject_id bigint, goal_at timestamp with time zone, is_relevant boolean, last_activity_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
begin
  return query execute format('select * from rekindle_campaigns.%I($1, $2, $3)',
    rekindle.campaign_function(campaign, version, 'states')) using as_of, learners, subjects;
end
$_$;
ALTER FUNCTION rekindle.campaign_state(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.claim_deliveries(campaign integer, version integer, moment timestamp with time zone, provider text, ids bigint[], learners bigint[], subjects bigint[], tokens bigint[], template_hashes text[], address_hashes bytea[], from_minute integer, to_minute integer, fallback_zone text, codes text[], link_deliveries bigint[], link_indexes smallint[], targets text[]) RETURNS TABLE(id bigint, status text, attempt smallint)
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_memoize TO 'off'
    SET jit TO 'off'
    SET cpu_index_tuple_cost TO '1'
    AS $$
#variable_conflict use_column
begin
  return query
  with held as materialized (   -- the newest version of each row, locked
    select d.id, d.user_id, d.subject_id, d.enrollment_id, d.channel, d.class, d.expires_at, r.opt_outs, w.token,
           w.template_hash, w.address_hash
      from unnest(ids, tokens, template_hashes, address_hashes) w(id, token, template_hash, address_hash)
      join rekindle.message_deliveries d on d.id = w.id
      join rekindle.recipients r on r.user_id = d.user_id
     where d.campaign_id = campaign and d.status = 'scheduled' and d.not_before <= moment
     order by d.id for no key update of d, r skip locked),
  setting as materialized (
    select c.id, c.status, c.topic, c.subject_type, p.time_zone
      from rekindle.campaigns c cross join rekindle.deployment p where c.id = campaign),
  gate as materialized (
    select d.id, d.token, d.template_hash, d.address_hash, d.opt_outs,
           case when d.expires_at <= moment then 'expired'
             when n.reason is not null then n.reason
             when e.status = 'completed' or s.goal_at is not null then 'goal_reached'
             when e.status = 'paused' then 'enrolment_paused'
             when e.status not in ('active', 'exhausted') then 'ended'
             when not s.is_relevant then 'subject_over' end as reason,
           case when c.status = 'paused' then moment + interval '10 minutes'
             when from_minute is not null and d.class <> 'transactional' then rekindle.next_allowed(
               moment, coalesce(r.time_zone, fallback_zone, c.time_zone), from_minute, to_minute)
             else moment end as allowed_at
      from held d
      join rekindle.recipients o on o.user_id = d.user_id and o.opt_outs = d.opt_outs   -- as the snapshot sees it
      join rekindle.campaign_state(campaign, claim_deliveries.version, moment, learners, subjects) s
        on s.user_id = d.user_id and s.subject_id = d.subject_id
      join rekindle.campaign_enrollments e on e.id = d.enrollment_id
     cross join setting c
      left join rekindle.reach r on r.user_id = d.user_id
      left join lateral (
        select rekindle.suppression_outcome(x.reason) as reason from rekindle.suppressions x
         where x.user_id = d.user_id and x.lifted_at is null and x.channel in ('all', d.channel)
           and (x.address_hash = '' or x.address_hash = d.address_hash)
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
ALTER FUNCTION rekindle.claim_deliveries(campaign integer, version integer, moment timestamp with time zone, provider text, ids bigint[], learners bigint[], subjects bigint[], tokens bigint[], template_hashes text[], address_hashes bytea[], from_minute integer, to_minute integer, fallback_zone text, codes text[], link_deliveries bigint[], link_indexes smallint[], targets text[]) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.define_campaign_functions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
declare
  prefix text := rekindle.campaign_function(new.campaign_id, new.version, '');
  head constant text := 'create or replace function rekindle_campaigns.%I(as_of timestamptz, learners bigint[], subjects bigint[]) ';
  manner constant text := ' language plpgsql stable parallel safe rows 1000 '
    'set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off set cpu_index_tuple_cost = 1 as ';
begin
  execute format(head || 'returns table (user_id bigint, subject_id bigint, goal_at timestamptz, is_relevant boolean,'
    ' last_activity_at timestamptz)' || manner || '%L', prefix || 'states', format($body$
begin
  return query
  select k.learner, k.subject, g.reached_at, exists (select from rekindle_campaigns.%I(as_of, k.learner, k.subject)),
         (select a.activity_date from lms.user_activities a
           where %L = 'course' and a.user_id = k.learner and a.course_id = k.subject and a.activity_date <= as_of
             and a.activity_type not in ('enrolled', 'unenrolled')
           order by a.activity_date desc limit 1)
    from unnest(learners, subjects) k(learner, subject)
    left join lateral rekindle_campaigns.%I(as_of, k.learner, k.subject) g on true;
end
$body$, prefix || 'context', (select c.subject_type from rekindle.campaigns c where c.id = new.campaign_id), prefix || 'goal'));
  execute format(head || 'returns table (user_id bigint, subject_id bigint, context text)' || manner || '%L',
    prefix || 'contexts', format($body$
begin
  return query
  select k.learner, k.subject, to_json(c)::text from unnest(learners, subjects) k(learner, subject)
   cross join lateral rekindle_campaigns.%I(as_of, k.learner, k.subject) c;
end
$body$, prefix || 'context'));
  execute format('revoke execute on function rekindle_campaigns.%I, rekindle_campaigns.%I from public',
    prefix || 'states', prefix || 'contexts');
  return null;
end
$_$;
ALTER FUNCTION rekindle.define_campaign_functions() OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.delete_messages() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  delete from rekindle.message_deliveries d using gone where d.enrollment_id = gone.id;
  return null;
end
$$;
ALTER FUNCTION rekindle.delete_messages() OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.delete_traces() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  delete from rekindle.delivery_attempts a using gone where a.delivery_id = gone.id;
  delete from rekindle.tracked_links l using gone where l.delivery_id = gone.id;
  return null;
end
$$;
ALTER FUNCTION rekindle.delete_traces() OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.follow_link(short_code text, is_machine boolean, moment timestamp with time zone) RETURNS TABLE(target text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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
ALTER FUNCTION rekindle.follow_link(short_code text, is_machine boolean, moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.guard_delivery() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'delivery % cannot go from % to %', old.id, old.status, new.status using errcode = 'RK001';
end
$$;
ALTER FUNCTION rekindle.guard_delivery() OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.guard_enrollment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if not (old.status || '>' || new.status) = any (array[
    'active>paused', 'paused>active', 'active>completed', 'active>unsubscribed', 'active>exhausted', 'active>expired',
    'active>suppressed', 'paused>completed', 'paused>unsubscribed', 'paused>expired', 'paused>suppressed',
    'exhausted>completed', 'exhausted>unsubscribed', 'exhausted>suppressed'])
  then
    raise exception 'enrollment % cannot go from % to %', old.id, old.status, new.status using errcode = 'RK002';
  end if;
  return new;
end
$$;
ALTER FUNCTION rekindle.guard_enrollment() OWNER TO rekindle_owner;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE rekindle.suppressions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    channel text DEFAULT 'all'::text NOT NULL,
    scope text NOT NULL,
    topic text DEFAULT ''::text NOT NULL,
    campaign_id integer DEFAULT 0 NOT NULL,
    subject_type text DEFAULT ''::text NOT NULL,
    subject_id bigint DEFAULT 0 NOT NULL,
    address_hash bytea DEFAULT '\x'::bytea NOT NULL,
    reason text NOT NULL,
    source text NOT NULL,
    opt_outs integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    CONSTRAINT suppressions_channel CHECK ((channel = ANY (ARRAY['all'::text, 'email'::text, 'sms'::text, 'whatsapp'::text, 'discord'::text, 'inapp'::text]))),
    CONSTRAINT suppressions_reason CHECK ((reason = ANY (ARRAY['opt_out'::text, 'complaint'::text, 'bounce'::text, 'admin'::text]))),
    CONSTRAINT suppressions_scope CHECK ((scope = ANY (ARRAY['all'::text, 'topic'::text, 'campaign'::text, 'subject'::text]))),
    CONSTRAINT suppressions_source CHECK ((source = ANY (ARRAY['email_link'::text, 'one_click'::text, 'sms_reply'::text, 'user_settings'::text, 'support_request'::text, 'provider'::text, 'admin'::text])))
);
ALTER TABLE rekindle.suppressions OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.is_suppressed(learner bigint, on_channel text, about_topic text, campaign integer, about_subject_type text, subject bigint, address bytea) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (EXISTS (SELECT FROM rekindle.suppressions s WHERE ((s.user_id = is_suppressed.learner) AND (s.lifted_at IS NULL) AND (s.channel = ANY (ARRAY['all'::text, is_suppressed.on_channel])) AND ((s.address_hash = '\x'::bytea) OR (s.address_hash = is_suppressed.address)) AND CASE s.scope WHEN 'all'::text THEN true WHEN 'topic'::text THEN (s.topic = is_suppressed.about_topic) WHEN 'campaign'::text THEN (s.campaign_id = is_suppressed.campaign) ELSE ((s.subject_type = is_suppressed.about_subject_type) AND (s.subject_id = is_suppressed.subject)) END)));
ALTER FUNCTION rekindle.is_suppressed(learner bigint, on_channel text, about_topic text, campaign integer, about_subject_type text, subject bigint, address bytea) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.local_zone(zone text) RETURNS TABLE(name text)
    LANGUAGE sql STABLE ROWS 1 PARALLEL SAFE
    AS $$ select coalesce(z.name, d.time_zone) from rekindle.deployment d left join rekindle.time_zones z on z.name = zone $$;
ALTER FUNCTION rekindle.local_zone(zone text) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.lock_reported(deliveries bigint[], kinds text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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
ALTER FUNCTION rekindle.lock_reported(deliveries bigint[], kinds text[]) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.merge_events(from_provider text, deliveries bigint[], kinds text[], times timestamp with time zone[], details text[], suspects boolean[], message_ids text[], moment timestamp with time zone) RETURNS TABLE(merged integer, repeated integer, set_aside integer, suppressed integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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
ALTER FUNCTION rekindle.merge_events(from_provider text, deliveries bigint[], kinds text[], times timestamp with time zone[], details text[], suspects boolean[], message_ids text[], moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.next_allowed(moment timestamp with time zone, zone text, from_minute integer, to_minute integer) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (((EXTRACT(hour FROM (moment AT TIME ZONE zone)) * (60)::numeric) + EXTRACT(minute FROM (moment AT TIME ZONE zone))) < (from_minute)::numeric) THEN ((((moment AT TIME ZONE zone))::date + make_interval(mins => from_minute)) AT TIME ZONE zone) WHEN (((EXTRACT(hour FROM (moment AT TIME ZONE zone)) * (60)::numeric) + EXTRACT(minute FROM (moment AT TIME ZONE zone))) < (to_minute)::numeric) THEN moment ELSE (((((moment AT TIME ZONE zone))::date + 1) + make_interval(mins => from_minute)) AT TIME ZONE zone) END;
ALTER FUNCTION rekindle.next_allowed(moment timestamp with time zone, zone text, from_minute integer, to_minute integer) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.opt_in(delivery bigint, on_scope text, on_channel text, moment timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  learner bigint;
begin
  select d.user_id into learner from rekindle.message_deliveries d where d.id = delivery;
  perform from rekindle.recipients r where r.user_id = learner for no key update;
  update rekindle.suppressions s set lifted_at = moment
    from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
   where d.id = delivery and s.user_id = d.user_id and s.lifted_at is null and s.reason = 'opt_out'
     and s.channel = on_channel and s.scope = on_scope
     and case on_scope when 'all' then true when 'topic' then s.topic = c.topic when 'campaign' then s.campaign_id = c.id
           else s.subject_type = c.subject_type and s.subject_id = d.subject_id end;
  return found;
end
$$;
ALTER FUNCTION rekindle.opt_in(delivery bigint, on_scope text, on_channel text, moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.opt_in_by_reply(on_channel text, address text, moment timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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
ALTER FUNCTION rekindle.opt_in_by_reply(on_channel text, address text, moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.suppress(learner bigint, on_channel text, on_scope text, about_topic text, campaign integer, about_subject_type text, subject bigint, address bytea, why text, via text, moment timestamp with time zone) RETURNS TABLE(is_new boolean, skipped integer, ended integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
  clock int;
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
  with hit as materialized (
    select d.id from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
     where d.user_id = learner and d.status = 'scheduled' and on_channel in ('all', d.channel)
       and (address = '' or d.address_hash is null or d.address_hash = address)
       and case on_scope when 'all' then d.class <> 'transactional' when 'topic' then c.topic = about_topic
             when 'campaign' then d.campaign_id = campaign
             else c.subject_type = about_subject_type and d.subject_id = subject end
     order by d.id for no key update of d)
  update rekindle.message_deliveries d
     set status = 'skipped', reason = rekindle.suppression_outcome(why), attention_at = null
    from hit where d.id = hit.id and d.status = 'scheduled';
  get diagnostics skipped = row_count;
  ended := 0;
  if on_channel = 'all' then
    with hit as materialized (
      select e.id from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
       where e.user_id = learner and e.status in ('active', 'paused', 'exhausted')
         and case on_scope when 'all' then c.class <> 'transactional' when 'topic' then c.topic = about_topic
               when 'campaign' then e.campaign_id = campaign
               else c.subject_type = about_subject_type and e.subject_id = subject end
       order by e.id for no key update of e)
    update rekindle.campaign_enrollments e
       set status = case why when 'opt_out' then 'unsubscribed' else 'suppressed' end,
           end_reason = rekindle.suppression_outcome(why), ended_at = coalesce(e.ended_at, moment), next_due_at = null
      from hit where e.id = hit.id and e.status in ('active', 'paused', 'exhausted');
    get diagnostics ended = row_count;
  end if;
  return next;
end
$$;
ALTER FUNCTION rekindle.suppress(learner bigint, on_channel text, on_scope text, about_topic text, campaign integer, about_subject_type text, subject bigint, address bytea, why text, via text, moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE TABLE rekindle.campaigns (
    id integer NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    class text NOT NULL,
    topic text NOT NULL,
    subject_type text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    current_version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT campaigns_class CHECK ((class = ANY (ARRAY['transactional'::text, 'reminder'::text, 'marketing'::text]))),
    CONSTRAINT campaigns_slug CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 40))),
    CONSTRAINT campaigns_status CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text])))
);
ALTER TABLE rekindle.campaigns OWNER TO rekindle_owner;
CREATE TABLE rekindle.message_deliveries (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    enrollment_id bigint NOT NULL,
    subject_id bigint NOT NULL,
    campaign_id integer NOT NULL,
    version integer NOT NULL,
    step smallint NOT NULL,
    occurrence smallint NOT NULL,
    covers smallint DEFAULT 1 NOT NULL,
    stage smallint NOT NULL,
    attempt smallint DEFAULT 0 NOT NULL,
    channel text NOT NULL,
    class text NOT NULL,
    status text DEFAULT 'scheduled'::text NOT NULL,
    template text NOT NULL,
    template_hash text,
    reason text,
    provider text,
    provider_message_id text,
    address_hash bytea,
    slot_at timestamp with time zone NOT NULL,
    scheduled_at timestamp with time zone NOT NULL,
    not_before timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    attention_at timestamp with time zone,
    lease_token bigint,
    lease_until timestamp with time zone,
    unknown_at timestamp with time zone,
    sent_at timestamp with time zone,
    delivered_at timestamp with time zone,
    deferred_at timestamp with time zone,
    opened_at timestamp with time zone,
    clicked_at timestamp with time zone,
    bounced_at timestamp with time zone,
    dropped_at timestamp with time zone,
    complained_at timestamp with time zone,
    CONSTRAINT message_deliveries_attention CHECK (((status = ANY (ARRAY['scheduled'::text, 'sending'::text, 'unknown'::text])) = (attention_at IS NOT NULL))),
    CONSTRAINT message_deliveries_channel CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'whatsapp'::text, 'discord'::text, 'inapp'::text]))),
    CONSTRAINT message_deliveries_class CHECK ((class = ANY (ARRAY['transactional'::text, 'reminder'::text, 'marketing'::text]))),
    CONSTRAINT message_deliveries_lease CHECK (((status = 'sending'::text) = (lease_token IS NOT NULL))),
    CONSTRAINT message_deliveries_reason CHECK (((status <> ALL (ARRAY['skipped'::text, 'failed'::text])) OR (reason IS NOT NULL))),
    CONSTRAINT message_deliveries_sent CHECK (((status <> ALL (ARRAY['sent'::text, 'presumed_sent'::text])) OR (sent_at IS NOT NULL))),
    CONSTRAINT message_deliveries_status CHECK ((status = ANY (ARRAY['scheduled'::text, 'sending'::text, 'unknown'::text, 'sent'::text, 'presumed_sent'::text, 'skipped'::text, 'failed'::text])))
)
WITH (fillfactor='40');
ALTER TABLE rekindle.message_deliveries OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.opt_out(delivery bigint, on_scope text, on_channel text, via text, moment timestamp with time zone) RETURNS TABLE(is_new boolean, skipped integer, ended integer)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT r.is_new,
     r.skipped,
     r.ended
    FROM ((rekindle.message_deliveries d
      JOIN rekindle.campaigns c ON ((c.id = d.campaign_id)))
      CROSS JOIN LATERAL rekindle.suppress(d.user_id, opt_out.on_channel, opt_out.on_scope,
         CASE opt_out.on_scope
             WHEN 'topic'::text THEN c.topic
             ELSE ''::text
         END,
         CASE opt_out.on_scope
             WHEN 'campaign'::text THEN c.id
             ELSE 0
         END,
         CASE opt_out.on_scope
             WHEN 'subject'::text THEN c.subject_type
             ELSE ''::text
         END,
         CASE opt_out.on_scope
             WHEN 'subject'::text THEN d.subject_id
             ELSE (0)::bigint
         END, '\x'::bytea, 'opt_out'::text, opt_out.via, opt_out.moment) r(is_new, skipped, ended))
   WHERE (d.id = opt_out.delivery);
END;
ALTER FUNCTION rekindle.opt_out(delivery bigint, on_scope text, on_channel text, via text, moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE TABLE lms.users (
    user_id bigint NOT NULL,
    first_name text,
    last_name text,
    title text,
    email text,
    phone_number text,
    timezone text,
    locale text,
    region text,
    is_active boolean DEFAULT true NOT NULL
);
ALTER TABLE lms.users OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.opt_out_by_reply(on_channel text, address text, moment timestamp with time zone) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT (count(*))::integer AS count
    FROM (( SELECT DISTINCT u_1.user_id
            FROM lms.users u_1
           WHERE (u_1.phone_number = opt_out_by_reply.address)
           ORDER BY u_1.user_id) u
      CROSS JOIN LATERAL rekindle.suppress(u.user_id, opt_out_by_reply.on_channel, 'all'::text, ''::text, 0, ''::text, (0)::bigint, '\x'::bytea, 'opt_out'::text, 'sms_reply'::text, opt_out_by_reply.moment) r(is_new, skipped, ended));
END;
ALTER FUNCTION rekindle.opt_out_by_reply(on_channel text, address text, moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE TABLE lms.courses (
    course_id bigint NOT NULL,
    code text,
    name text NOT NULL,
    total_modules integer,
    cpd_points numeric(6,2),
    starts_on date,
    ends_on date,
    url text
);
ALTER TABLE lms.courses OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.opt_out_subject(delivery bigint) RETURNS TABLE(user_id bigint, topic text, campaign_id integer, campaign_title text, class text, subject_type text, subject_id bigint, subject_name text, channel text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT d.user_id,
     c.topic,
     c.id,
     c.title,
     c.class,
     c.subject_type,
     d.subject_id,
     k.name,
     d.channel
    FROM ((rekindle.message_deliveries d
      JOIN rekindle.campaigns c ON ((c.id = d.campaign_id)))
      LEFT JOIN lms.courses k ON (((c.subject_type = 'course'::text) AND (k.course_id = d.subject_id))))
   WHERE (d.id = opt_out_subject.delivery);
END;
ALTER FUNCTION rekindle.opt_out_subject(delivery bigint) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.preferences(delivery bigint) RETURNS TABLE(channel text, scope text, topic text, subject_type text, subject_id bigint, reason text, created_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT s.channel,
     s.scope,
     s.topic,
     s.subject_type,
     s.subject_id,
     s.reason,
     s.created_at
    FROM (rekindle.message_deliveries d
      JOIN rekindle.suppressions s ON ((s.user_id = d.user_id)))
   WHERE ((d.id = preferences.delivery) AND (s.lifted_at IS NULL));
END;
ALTER FUNCTION rekindle.preferences(delivery bigint) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.record_open(short_code text, is_machine boolean, moment timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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
ALTER FUNCTION rekindle.record_open(short_code text, is_machine boolean, moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.record_outcomes(moment timestamp with time zone, ids bigint[], tokens bigint[], outcomes text[], reason_codes text[], message_ids text[], retries timestamp with time zone[], grace interval) RETURNS TABLE(id bigint, status text)
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET cpu_index_tuple_cost TO '1'
    AS $$
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
ALTER FUNCTION rekindle.record_outcomes(moment timestamp with time zone, ids bigint[], tokens bigint[], outcomes text[], reason_codes text[], message_ids text[], retries timestamp with time zone[], grace interval) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.refuse_address(delivery bigint, is_opt_out boolean, moment timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT
    FROM (rekindle.message_deliveries d
      CROSS JOIN LATERAL rekindle.suppress(d.user_id, d.channel, 'all'::text, ''::text, 0, ''::text, (0)::bigint,
         CASE
             WHEN refuse_address.is_opt_out THEN '\x'::bytea
             ELSE COALESCE(d.address_hash, '\x'::bytea)
         END,
         CASE
             WHEN refuse_address.is_opt_out THEN 'opt_out'::text
             ELSE 'bounce'::text
         END, 'provider'::text, refuse_address.moment) suppress(is_new, skipped, ended))
   WHERE (d.id = refuse_address.delivery);
END;
ALTER FUNCTION rekindle.refuse_address(delivery bigint, is_opt_out boolean, moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception '% is immutable', tg_table_name using errcode = 'RK003';
end
$$;
ALTER FUNCTION rekindle.refuse_change() OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.settle_by_evidence(deliveries bigint[], kinds text[], times timestamp with time zone[], moment timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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
ALTER FUNCTION rekindle.settle_by_evidence(deliveries bigint[], kinds text[], times timestamp with time zone[], moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.shown_status(d rekindle.message_deliveries) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((d).complained_at IS NOT NULL) THEN 'complained'::text WHEN ((d).bounced_at IS NOT NULL) THEN 'bounced'::text WHEN ((d).dropped_at IS NOT NULL) THEN 'dropped'::text WHEN ((d).clicked_at IS NOT NULL) THEN 'clicked'::text WHEN ((d).opened_at IS NOT NULL) THEN 'opened'::text WHEN ((d).delivered_at IS NOT NULL) THEN 'delivered'::text WHEN (((d).status = 'sent'::text) AND ((d).deferred_at IS NOT NULL)) THEN 'deferred'::text ELSE (d).status END;
ALTER FUNCTION rekindle.shown_status(d rekindle.message_deliveries) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.stage(emails_sent bigint) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (emails_sent < 1) THEN 1 WHEN (emails_sent < 3) THEN 2 WHEN (emails_sent < 5) THEN 3 ELSE 4 END;
ALTER FUNCTION rekindle.stage(emails_sent bigint) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.suppress_reported(deliveries bigint[], kinds text[], times timestamp with time zone[], details text[], moment timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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
ALTER FUNCTION rekindle.suppress_reported(deliveries bigint[], kinds text[], times timestamp with time zone[], details text[], moment timestamp with time zone) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.suppression_outcome(reason text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE reason WHEN 'opt_out'::text THEN 'opted_out'::text WHEN 'complaint'::text THEN 'complained'::text WHEN 'bounce'::text THEN 'bounced'::text ELSE 'closed_by_admin'::text END;
ALTER FUNCTION rekindle.suppression_outcome(reason text) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle.zone(name text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $_$
begin
  return coalesce((select z.name from rekindle.time_zones z where z.name = $1),
                  (select d.time_zone from rekindle.deployment d));
end
$_$;
ALTER FUNCTION rekindle.zone(name text) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle_campaigns.course_completion_v1_context(as_of timestamp with time zone, learner bigint, subject bigint) RETURNS TABLE(title text, first_name text, last_name text, course_name text, course_link text, completion_percentage integer, has_progress boolean, not_started boolean, started boolean, halfway boolean, nearly_done boolean, completed_modules integer, total_modules integer, remaining_modules_count integer, has_remaining_modules boolean, one_module_left boolean, cpd_points numeric, has_cpd_points boolean, one_cpd_point boolean, last_visit text)
    LANGUAGE sql STABLE ROWS 1 PARALLEL SAFE
    AS $$
select u.title,
       case when u.title is not null and u.first_name ilike u.title || ' %'
            then btrim(substr(u.first_name, length(u.title) + 1)) else u.first_name end as first_name,
       u.last_name,
       c.name as course_name,
       c.url as course_link,
       done.percentage as completion_percentage,
       done.percentage > 0 as has_progress,
       done.percentage = 0 as not_started,
       done.percentage between 1 and 49 as started,
       done.percentage between 50 and 79 as halfway,
       done.percentage >= 80 as nearly_done,
       done.modules as completed_modules,
       c.total_modules,
       greatest(c.total_modules - done.modules, 0) as remaining_modules_count,
       coalesce(c.total_modules > done.modules, false) as has_remaining_modules,
       coalesce(c.total_modules - done.modules = 1, false) as one_module_left,
       c.cpd_points,
       coalesce(c.cpd_points > 0, false) as has_cpd_points,
       coalesce(c.cpd_points = 1, false) as one_cpd_point,
       (select to_char(a.activity_date at time zone zone.name, 'FMDD FMMonth') from lms.user_activities a
         where a.user_id = u.user_id and a.course_id = c.course_id and a.activity_date <= as_of
           and a.activity_type not in ('enrolled', 'unenrolled')
         order by a.activity_date desc limit 1) as last_visit
  from lms.users u
  join lms.courses c on c.course_id = subject
  left join lms.user_course_progress p on p.user_id = u.user_id and p.course_id = c.course_id
 cross join lateral rekindle.local_zone(u.timezone) zone
 cross join lateral (
    select least(trunc(coalesce(p.completion_percentage, 0)), 99)::int as percentage,
           coalesce(p.modules_completed, 0) as modules) done
 where u.user_id = learner and u.is_active
   and (c.ends_on is null or c.ends_on >= (as_of at time zone zone.name)::date)
   and not exists (
     select from lms.course_enrolments e
      where e.user_id = u.user_id and e.course_id = c.course_id and e.unenrolled_at <= as_of)
$$;
ALTER FUNCTION rekindle_campaigns.course_completion_v1_context(as_of timestamp with time zone, learner bigint, subject bigint) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle_campaigns.course_completion_v1_contexts(as_of timestamp with time zone, learners bigint[], subjects bigint[]) RETURNS TABLE(user_id bigint, subject_id bigint, context text)
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET cpu_index_tuple_cost TO '1'
    AS $$
begin
  return query
  select k.learner, k.subject, to_json(c)::text from unnest(learners, subjects) k(learner, subject)
   cross join lateral rekindle_campaigns.course_completion_v1_context(as_of, k.learner, k.subject) c;
end
$$;
ALTER FUNCTION rekindle_campaigns.course_completion_v1_contexts(as_of timestamp with time zone, learners bigint[], subjects bigint[]) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle_campaigns.course_completion_v1_goal(as_of timestamp with time zone, learner bigint, subject bigint) RETURNS TABLE(reached_at timestamp with time zone)
    LANGUAGE sql STABLE ROWS 1 PARALLEL SAFE
    AS $$
select least(coalesce(p.completed_at, p.last_accessed_at, as_of), as_of) as reached_at
  from lms.user_course_progress p
 where p.user_id = learner and p.course_id = subject
   and (p.completed_at <= as_of or (p.completed_at is null and p.completion_percentage >= 100))
$$;
ALTER FUNCTION rekindle_campaigns.course_completion_v1_goal(as_of timestamp with time zone, learner bigint, subject bigint) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle_campaigns.course_completion_v1_segment(as_of timestamp with time zone, inactive_days integer, lookback_days integer) RETURNS TABLE(user_id bigint, subject_id bigint, last_activity_at timestamp with time zone)
    LANGUAGE sql STABLE ROWS 100000 PARALLEL SAFE
    AS $$
with zone as materialized (
  select named.timezone, today.day,
         (today.day - inactive_days + 1)::timestamp at time zone valid.name as quiet_before,
         (today.day - lookback_days)::timestamp at time zone valid.name as quiet_since
    from (select distinct coalesce(u.timezone, '') as timezone from lms.users u) named
   cross join lateral (select rekindle.zone(named.timezone) as name offset 0) valid
   cross join lateral (select (as_of at time zone valid.name)::date as day) today
),
quiet as (
  select a.user_id, a.course_id, max(a.activity_date) as last_activity_at
    from lms.user_activities a
   where a.activity_date <= as_of
     and a.activity_date >= as_of - make_interval(days => lookback_days + 2)
     and a.activity_type not in ('enrolled', 'unenrolled')
   group by a.user_id, a.course_id
),
through as materialized (
  select e.user_id, e.course_id from lms.course_enrolments e where e.unenrolled_at <= as_of
  union all
  select p.user_id, p.course_id
    from lms.user_course_progress p
   where p.completed_at <= as_of or (p.completed_at is null and p.completion_percentage >= 100)
)
select q.user_id, q.course_id as subject_id, q.last_activity_at
  from quiet q
  join (select u.user_id, z.day, z.quiet_since, z.quiet_before   -- joined first, or each pair would try each zone
          from lms.users u join zone z on z.timezone = coalesce(u.timezone, '') where u.is_active offset 0) learner
    on learner.user_id = q.user_id
   and q.last_activity_at >= learner.quiet_since and q.last_activity_at < learner.quiet_before
  join lms.courses c on c.course_id = q.course_id and (c.ends_on is null or c.ends_on >= learner.day)
 where not exists (select from through t where t.user_id = q.user_id and t.course_id = q.course_id)
$$;
ALTER FUNCTION rekindle_campaigns.course_completion_v1_segment(as_of timestamp with time zone, inactive_days integer, lookback_days integer) OWNER TO rekindle_owner;
CREATE FUNCTION rekindle_campaigns.course_completion_v1_states(as_of timestamp with time zone, learners bigint[], subjects bigint[]) RETURNS TABLE(user_id bigint, subject_id bigint, goal_at timestamp with time zone, is_relevant boolean, last_activity_at timestamp with time zone)
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET cpu_index_tuple_cost TO '1'
    AS $$
begin
  return query
  select k.learner, k.subject, g.reached_at, exists (select from rekindle_campaigns.course_completion_v1_context(as_of, k.learner, k.subject)),
         (select a.activity_date from lms.user_activities a
           where 'course' = 'course' and a.user_id = k.learner and a.course_id = k.subject and a.activity_date <= as_of
             and a.activity_type not in ('enrolled', 'unenrolled')
           order by a.activity_date desc limit 1)
    from unnest(learners, subjects) k(learner, subject)
    left join lateral rekindle_campaigns.course_completion_v1_goal(as_of, k.learner, k.subject) g on true;
end
$$;
ALTER FUNCTION rekindle_campaigns.course_completion_v1_states(as_of timestamp with time zone, learners bigint[], subjects bigint[]) OWNER TO rekindle_owner;
CREATE TABLE lms.course_enrolments (
    user_id bigint NOT NULL,
    course_id bigint NOT NULL,
    enrolled_at timestamp with time zone,
    unenrolled_at timestamp with time zone
);
ALTER TABLE lms.course_enrolments OWNER TO rekindle_owner;
CREATE TABLE lms.user_activities (
    user_id bigint NOT NULL,
    course_id bigint NOT NULL,
    activity_date timestamp with time zone NOT NULL,
    activity_type text NOT NULL
);
ALTER TABLE lms.user_activities OWNER TO rekindle_owner;
CREATE TABLE lms.user_course_progress (
    user_id bigint NOT NULL,
    course_id bigint NOT NULL,
    completion_percentage numeric(5,2) DEFAULT 0 NOT NULL,
    modules_completed integer DEFAULT 0 NOT NULL,
    last_accessed_at timestamp with time zone,
    completed_at timestamp with time zone,
    CONSTRAINT user_course_progress_percentage CHECK (((completion_percentage >= (0)::numeric) AND (completion_percentage <= (100)::numeric)))
);
ALTER TABLE lms.user_course_progress OWNER TO rekindle_owner;
CREATE TABLE rekindle.anomalies (
    id bigint NOT NULL,
    kind text NOT NULL,
    enrollment_id bigint,
    delivery_id bigint,
    detail text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone
);
ALTER TABLE rekindle.anomalies OWNER TO rekindle_owner;
ALTER TABLE rekindle.anomalies ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rekindle.anomalies_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE rekindle.campaign_analytics (
    day date NOT NULL,
    campaign_id integer NOT NULL,
    channel text NOT NULL,
    enrolled integer DEFAULT 0 NOT NULL,
    sent integer DEFAULT 0 NOT NULL,
    delivered integer DEFAULT 0 NOT NULL,
    opened integer DEFAULT 0 NOT NULL,
    clicked integer DEFAULT 0 NOT NULL,
    bounced integer DEFAULT 0 NOT NULL,
    complained integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    skipped integer DEFAULT 0 NOT NULL,
    unsubscribed integer DEFAULT 0 NOT NULL,
    completed integer DEFAULT 0 NOT NULL,
    computed_at timestamp with time zone NOT NULL
);
ALTER TABLE rekindle.campaign_analytics OWNER TO rekindle_owner;
CREATE TABLE rekindle.campaign_enrollments (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    subject_id bigint NOT NULL,
    campaign_id integer NOT NULL,
    version integer NOT NULL,
    episode smallint DEFAULT 1 NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    is_holdout boolean DEFAULT false NOT NULL,
    exclusive_group text,
    enrolled_at timestamp with time zone NOT NULL,
    anchor_at timestamp with time zone NOT NULL,
    last_activity_at timestamp with time zone,
    steps jsonb NOT NULL,
    defer_reason text,
    next_due_at timestamp with time zone,
    end_reason text,
    ended_at timestamp with time zone,
    CONSTRAINT campaign_enrollments_due CHECK (((status = 'active'::text) = (next_due_at IS NOT NULL))),
    CONSTRAINT campaign_enrollments_end CHECK (((status = ANY (ARRAY['active'::text, 'paused'::text])) = (ended_at IS NULL))),
    CONSTRAINT campaign_enrollments_end_reason CHECK (((ended_at IS NULL) OR (end_reason IS NOT NULL))),
    CONSTRAINT campaign_enrollments_status CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text, 'completed'::text, 'unsubscribed'::text, 'exhausted'::text, 'expired'::text, 'suppressed'::text])))
)
WITH (fillfactor='80');
ALTER TABLE rekindle.campaign_enrollments OWNER TO rekindle_owner;
ALTER TABLE rekindle.campaign_enrollments ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rekindle.campaign_enrollments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE rekindle.campaign_versions (
    campaign_id integer NOT NULL,
    version integer NOT NULL,
    content_hash text NOT NULL,
    definition jsonb NOT NULL,
    messages jsonb NOT NULL,
    published_at timestamp with time zone NOT NULL
);
ALTER TABLE rekindle.campaign_versions OWNER TO rekindle_owner;
ALTER TABLE rekindle.campaigns ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rekindle.campaigns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE rekindle.consents (
    user_id bigint NOT NULL,
    channel text NOT NULL,
    is_granted boolean NOT NULL,
    source text NOT NULL,
    given_at timestamp with time zone NOT NULL
);
ALTER TABLE rekindle.consents OWNER TO rekindle_owner;
CREATE VIEW rekindle.enrollment_counters AS
 SELECT d.enrollment_id,
    count(*) FILTER (WHERE (d.channel = 'email'::text)) AS email_count,
    count(*) FILTER (WHERE (d.channel = 'sms'::text)) AS sms_count,
    max(d.sent_at) FILTER (WHERE (d.channel = 'email'::text)) AS last_email_sent_at,
    max(d.sent_at) FILTER (WHERE (d.channel = 'sms'::text)) AS last_sms_sent_at,
    max(d.sent_at) AS last_sent_at
   FROM rekindle.message_deliveries d
  WHERE (d.status = ANY (ARRAY['sent'::text, 'presumed_sent'::text]))
  GROUP BY d.enrollment_id;
ALTER TABLE rekindle.enrollment_counters OWNER TO rekindle_owner;
CREATE VIEW rekindle.content_notifications AS
 SELECT (lpad(to_hex(e.id), 32, '0'::text))::uuid AS id,
    e.id AS enrollment_id,
    e.user_id,
    e.subject_id AS course_id,
    e.status,
    rekindle.stage(COALESCE(n.email_count, (0)::bigint)) AS stage,
    e.enrolled_at AS first_detected_at,
    n.last_sent_at AS last_reminder_sent_at,
    e.next_due_at AS next_reminder_due_at,
    COALESCE(n.email_count, (0)::bigint) AS email_count,
    COALESCE(n.sms_count, (0)::bigint) AS sms_count,
    n.last_email_sent_at,
    n.last_sms_sent_at,
    COALESCE(p.completion_percentage, 0.00) AS completion_percentage,
    COALESCE(p.modules_completed, 0) AS modules_completed,
    c.total_modules,
    e.last_activity_at,
    e.enrolled_at AS created_at,
    GREATEST(e.enrolled_at, n.last_sent_at, e.ended_at) AS updated_at,
        CASE
            WHEN (e.status = 'completed'::text) THEN e.ended_at
            ELSE NULL::timestamp with time zone
        END AS completed_at,
        CASE
            WHEN (e.status = 'unsubscribed'::text) THEN e.ended_at
            ELSE NULL::timestamp with time zone
        END AS unsubscribed_at
   FROM ((((rekindle.campaign_enrollments e
     JOIN rekindle.campaigns k ON (((k.id = e.campaign_id) AND (k.subject_type = 'course'::text))))
     LEFT JOIN rekindle.enrollment_counters n ON ((n.enrollment_id = e.id)))
     LEFT JOIN lms.courses c ON ((c.course_id = e.subject_id)))
     LEFT JOIN lms.user_course_progress p ON (((p.user_id = e.user_id) AND (p.course_id = e.subject_id))));
ALTER TABLE rekindle.content_notifications OWNER TO rekindle_owner;
CREATE VIEW rekindle.course_reminder_logs AS
 SELECT (lpad(to_hex(d.id), 32, '0'::text))::uuid AS id,
    (lpad(to_hex(d.enrollment_id), 32, '0'::text))::uuid AS notification_id,
    d.user_id,
    d.subject_id AS course_id,
    d.channel,
    d.stage,
        CASE d.channel
            WHEN 'email'::text THEN ('email_stage_'::text || d.stage)
            WHEN 'sms'::text THEN 'sms_standard'::text
            ELSE d.template
        END AS template_used,
    d.scheduled_at,
    d.sent_at,
    d.delivered_at,
    d.opened_at,
    d.clicked_at,
    rekindle.shown_status(d.*) AS status,
    d.reason AS error_message,
    d.provider_message_id,
    d.scheduled_at AS created_at
   FROM (rekindle.message_deliveries d
     JOIN rekindle.campaigns k ON (((k.id = d.campaign_id) AND (k.subject_type = 'course'::text))));
ALTER TABLE rekindle.course_reminder_logs OWNER TO rekindle_owner;
CREATE VIEW rekindle.course_unsubscribes AS
 SELECT (lpad(to_hex(s.id), 32, '0'::text))::uuid AS id,
    s.user_id,
        CASE
            WHEN (s.scope = 'subject'::text) THEN s.subject_id
            ELSE NULL::bigint
        END AS course_id,
    s.created_at AS unsubscribed_at,
    s.reason,
    s.source
   FROM rekindle.suppressions s
  WHERE ((s.reason = 'opt_out'::text) AND (s.lifted_at IS NULL) AND (s.channel = 'all'::text) AND ((s.scope = 'all'::text) OR ((s.scope = 'topic'::text) AND (s.topic = 'course'::text)) OR ((s.scope = 'subject'::text) AND (s.subject_type = 'course'::text))));
ALTER TABLE rekindle.course_unsubscribes OWNER TO rekindle_owner;
CREATE TABLE rekindle.delivery_attempts (
    delivery_id bigint NOT NULL,
    attempt smallint NOT NULL,
    status_code integer,
    lease_token bigint NOT NULL,
    opt_outs integer NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    outcome text,
    detail text,
    CONSTRAINT delivery_attempts_outcome CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text, 'failed'::text, 'ambiguous'::text, 'not_attempted'::text])))
)
WITH (fillfactor='50');
ALTER TABLE rekindle.delivery_attempts OWNER TO rekindle_owner;
CREATE TABLE rekindle.delivery_events (
    delivery_id bigint NOT NULL,
    kind text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    detail text DEFAULT ''::text NOT NULL,
    is_suspect boolean DEFAULT false NOT NULL,
    provider text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT delivery_events_kind CHECK ((kind = ANY (ARRAY['processed'::text, 'delivered'::text, 'deferred'::text, 'open'::text, 'click'::text, 'soft_bounce'::text, 'hard_bounce'::text, 'dropped'::text, 'complaint'::text, 'unsubscribe'::text])))
);
ALTER TABLE rekindle.delivery_events OWNER TO rekindle_owner;
CREATE TABLE rekindle.deployment (
    is_only boolean DEFAULT true NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    CONSTRAINT deployment_is_one_row CHECK (is_only),
    CONSTRAINT deployment_time_zone CHECK ((timezone(time_zone, '1970-01-01 00:00:00+00'::timestamp with time zone) IS NOT NULL))
);
ALTER TABLE rekindle.deployment OWNER TO rekindle_owner;
CREATE VIEW rekindle.email_contacts AS
 SELECT d.id AS delivery_id,
    u.email AS address,
    sha256(convert_to(lower(u.email), 'UTF8'::name)) AS address_hash
   FROM (rekindle.message_deliveries d
     JOIN lms.users u USING (user_id))
  WHERE ((d.channel = 'email'::text) AND (d.status = ANY (ARRAY['scheduled'::text, 'sending'::text])) AND u.is_active);
ALTER TABLE rekindle.email_contacts OWNER TO rekindle_owner;
CREATE TABLE rekindle.host_events (
    source text NOT NULL,
    event_id text NOT NULL,
    type text NOT NULL,
    user_id bigint,
    subject_id bigint,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL
);
ALTER TABLE rekindle.host_events OWNER TO rekindle_owner;
CREATE TABLE rekindle.job_execution_logs (
    id bigint NOT NULL,
    job text NOT NULL,
    status text DEFAULT 'running'::text NOT NULL,
    invocation text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    counts jsonb DEFAULT '{}'::jsonb NOT NULL,
    error_type text,
    error_message text,
    CONSTRAINT job_execution_logs_end CHECK (((status = 'running'::text) = (finished_at IS NULL))),
    CONSTRAINT job_execution_logs_error CHECK (((status <> 'failed'::text) OR (error_type IS NOT NULL))),
    CONSTRAINT job_execution_logs_status CHECK ((status = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text])))
);
ALTER TABLE rekindle.job_execution_logs OWNER TO rekindle_owner;
ALTER TABLE rekindle.job_execution_logs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rekindle.job_execution_logs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE rekindle.message_deliveries ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rekindle.message_deliveries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE rekindle.notifications (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    delivery_id bigint,
    title text NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone
);
ALTER TABLE rekindle.notifications OWNER TO rekindle_owner;
ALTER TABLE rekindle.notifications ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rekindle.notifications_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE rekindle.provider_breakers (
    provider text NOT NULL,
    open_until timestamp with time zone NOT NULL,
    reason text NOT NULL
);
ALTER TABLE rekindle.provider_breakers OWNER TO rekindle_owner;
CREATE TABLE rekindle.rate_limits (
    provider text NOT NULL,
    per_second double precision NOT NULL,
    burst double precision NOT NULL,
    tokens double precision NOT NULL,
    refilled_at timestamp with time zone NOT NULL,
    CONSTRAINT rate_limits_positive CHECK (((per_second > (0)::double precision) AND (burst >= (1)::double precision) AND (tokens >= (0)::double precision)))
);
ALTER TABLE rekindle.rate_limits OWNER TO rekindle_owner;
CREATE TABLE rekindle.time_zones (
    name text NOT NULL
);
ALTER TABLE rekindle.time_zones OWNER TO rekindle_owner;
CREATE VIEW rekindle.reach AS
 SELECT u.user_id,
    u.is_active,
    (COALESCE(u.email, ''::text) <> ''::text) AS has_email,
    (COALESCE(u.phone_number, ''::text) <> ''::text) AS has_phone,
    sha256(convert_to(lower(u.email), 'UTF8'::name)) AS email_hash,
    sha256(convert_to(u.phone_number, 'UTF8'::name)) AS phone_hash,
    z.name AS time_zone
   FROM (lms.users u
     LEFT JOIN rekindle.time_zones z ON ((z.name = u.timezone)));
ALTER TABLE rekindle.reach OWNER TO rekindle_owner;
CREATE TABLE rekindle.recipients (
    user_id bigint NOT NULL,
    kind text DEFAULT 'user'::text NOT NULL,
    opt_outs integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT recipients_kind CHECK ((kind = ANY (ARRAY['user'::text, 'lead'::text, 'parent'::text, 'group'::text])))
)
WITH (fillfactor='70');
ALTER TABLE rekindle.recipients OWNER TO rekindle_owner;
CREATE VIEW rekindle.sms_contacts AS
 SELECT d.id AS delivery_id,
    u.phone_number AS address,
    sha256(convert_to(u.phone_number, 'UTF8'::name)) AS address_hash
   FROM (rekindle.message_deliveries d
     JOIN lms.users u USING (user_id))
  WHERE ((d.channel = 'sms'::text) AND (d.status = ANY (ARRAY['scheduled'::text, 'sending'::text])) AND u.is_active);
ALTER TABLE rekindle.sms_contacts OWNER TO rekindle_owner;
ALTER TABLE rekindle.suppressions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rekindle.suppressions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE rekindle.tracked_links (
    code text NOT NULL COLLATE pg_catalog."C",
    delivery_id bigint NOT NULL,
    link_index smallint NOT NULL,
    target text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT tracked_links_code CHECK (((length(code) >= 8) AND (length(code) <= 16))),
    CONSTRAINT tracked_links_target CHECK (((target ~ '^https://[a-z0-9.-]+(:[0-9]{1,5})?(/[^\s\\]*)?$'::text) AND (length(target) <= 2000)))
);
ALTER TABLE rekindle.tracked_links OWNER TO rekindle_owner;
CREATE VIEW rekindle.violations AS
 WITH counted AS (
         SELECT d.id,
            d.user_id,
            d.enrollment_id,
            d.subject_id,
            d.campaign_id,
            d.version,
            d.step,
            d.occurrence,
            d.covers,
            d.stage,
            d.attempt,
            d.channel,
            d.class,
            d.status,
            d.template,
            d.template_hash,
            d.reason,
            d.provider,
            d.provider_message_id,
            d.address_hash,
            d.slot_at,
            d.scheduled_at,
            d.not_before,
            d.expires_at,
            d.attention_at,
            d.lease_token,
            d.lease_until,
            d.unknown_at,
            d.sent_at,
            d.delivered_at,
            d.deferred_at,
            d.opened_at,
            d.clicked_at,
            d.bounced_at,
            d.dropped_at,
            d.complained_at,
            COALESCE(d.sent_at, d.unknown_at) AS at,
            COALESCE(z.name, ( SELECT deployment.time_zone
                   FROM rekindle.deployment)) AS zone
           FROM ((rekindle.message_deliveries d
             LEFT JOIN lms.users u USING (user_id))
             LEFT JOIN rekindle.time_zones z ON ((z.name = u.timezone)))
          WHERE (d.status = ANY (ARRAY['sent'::text, 'presumed_sent'::text, 'unknown'::text]))
        ), marketing AS (
         SELECT counted.id,
            counted.user_id,
            counted.enrollment_id,
            counted.subject_id,
            counted.campaign_id,
            counted.version,
            counted.step,
            counted.occurrence,
            counted.covers,
            counted.stage,
            counted.attempt,
            counted.channel,
            counted.class,
            counted.status,
            counted.template,
            counted.template_hash,
            counted.reason,
            counted.provider,
            counted.provider_message_id,
            counted.address_hash,
            counted.slot_at,
            counted.scheduled_at,
            counted.not_before,
            counted.expires_at,
            counted.attention_at,
            counted.lease_token,
            counted.lease_until,
            counted.unknown_at,
            counted.sent_at,
            counted.delivered_at,
            counted.deferred_at,
            counted.opened_at,
            counted.clicked_at,
            counted.bounced_at,
            counted.dropped_at,
            counted.complained_at,
            counted.at,
            counted.zone
           FROM counted
          WHERE (counted.class = 'marketing'::text)
        ), found AS (
         SELECT 'more than 2 in 24 hours'::text AS rule,
            count(*) AS n
           FROM ( SELECT (marketing.at - lag(marketing.at, 2) OVER w) AS gap
                   FROM marketing
                  WINDOW w AS (PARTITION BY marketing.user_id ORDER BY marketing.at)) x
          WHERE (x.gap < '24:00:00'::interval)
        UNION ALL
         SELECT 'more than 2 on a local day'::text,
            count(*) AS count
           FROM ( SELECT
                   FROM marketing
                  GROUP BY marketing.user_id, (((marketing.at AT TIME ZONE marketing.zone))::date)
                 HAVING (count(*) > 2)) x
        UNION ALL
         SELECT 'more than 5 in 7 days'::text,
            count(*) AS count
           FROM ( SELECT (marketing.at - lag(marketing.at, 5) OVER w) AS gap
                   FROM marketing
                  WINDOW w AS (PARTITION BY marketing.user_id ORDER BY marketing.at)) x
          WHERE (x.gap < '168:00:00'::interval)
        UNION ALL
         SELECT 'less than 24 hours apart on one channel'::text,
            count(*) AS count
           FROM ( SELECT (marketing.at - lag(marketing.at) OVER w) AS gap
                   FROM marketing
                  WINDOW w AS (PARTITION BY marketing.user_id, marketing.channel ORDER BY marketing.at)) x
          WHERE (x.gap < '24:00:00'::interval)
        UNION ALL
         SELECT 'course-completion: emails less than 7 days apart'::text,
            count(*) AS count
           FROM ( SELECT (m.at - lag(m.at) OVER w) AS gap
                   FROM (marketing m
                     JOIN rekindle.campaigns c ON ((c.id = m.campaign_id)))
                  WHERE ((c.slug = 'course-completion'::text) AND (m.channel = 'email'::text))
                  WINDOW w AS (PARTITION BY m.user_id, m.subject_id ORDER BY m.at)) x
          WHERE (x.gap < '167:00:00'::interval)
        UNION ALL
         SELECT 'course-completion: SMS less than 30 days apart'::text,
            count(*) AS count
           FROM ( SELECT (m.at - lag(m.at) OVER w) AS gap
                   FROM (marketing m
                     JOIN rekindle.campaigns c ON ((c.id = m.campaign_id)))
                  WHERE ((c.slug = 'course-completion'::text) AND (m.channel = 'sms'::text))
                  WINDOW w AS (PARTITION BY m.user_id, m.subject_id ORDER BY m.at)) x
          WHERE (x.gap < '719:00:00'::interval)
        UNION ALL
         SELECT 'course-completion: SMS before two emails'::text,
            count(*) AS count
           FROM (marketing m
             JOIN rekindle.campaigns c ON ((c.id = m.campaign_id)))
          WHERE ((c.slug = 'course-completion'::text) AND (m.channel = 'sms'::text) AND (2 > ( SELECT count(*) AS count
                   FROM counted e
                  WHERE ((e.enrollment_id = m.enrollment_id) AND (e.channel = 'email'::text) AND (e.at <= m.at)))))
        UNION ALL
         SELECT 'claimed after an opt-out'::text,
            count(*) AS count
           FROM (((rekindle.delivery_attempts a
             JOIN rekindle.message_deliveries d ON ((d.id = a.delivery_id)))
             JOIN rekindle.campaigns c ON ((c.id = d.campaign_id)))
             JOIN rekindle.suppressions s ON (((s.user_id = d.user_id) AND (a.opt_outs >= s.opt_outs) AND (s.lifted_at IS NULL) AND (d.class <> 'transactional'::text) AND ((s.channel = 'all'::text) OR (s.channel = d.channel)) AND ((s.address_hash = '\x'::bytea) OR (s.address_hash = d.address_hash)) AND
                CASE s.scope
                    WHEN 'all'::text THEN true
                    WHEN 'topic'::text THEN (s.topic = c.topic)
                    WHEN 'campaign'::text THEN (s.campaign_id = d.campaign_id)
                    ELSE ((s.subject_type = c.subject_type) AND (s.subject_id = d.subject_id))
                END)))
        UNION ALL
         SELECT 'skipped or failed without a reason'::text,
            count(*) AS count
           FROM rekindle.message_deliveries
          WHERE ((message_deliveries.status = ANY (ARRAY['skipped'::text, 'failed'::text])) AND (message_deliveries.reason IS NULL))
        UNION ALL
         SELECT 'attempts differ from their log'::text,
            count(*) AS count
           FROM rekindle.message_deliveries d
          WHERE (d.attempt <> ( SELECT count(*) AS count
                   FROM rekindle.delivery_attempts a
                  WHERE (a.delivery_id = d.id)))
        UNION ALL
         SELECT 'sent without acceptance or evidence'::text,
            count(*) AS count
           FROM rekindle.message_deliveries d
          WHERE ((d.status = 'sent'::text) AND (NOT (EXISTS ( SELECT
                   FROM rekindle.delivery_attempts a
                  WHERE ((a.delivery_id = d.id) AND (a.outcome = 'accepted'::text))))) AND (NOT (EXISTS ( SELECT
                   FROM rekindle.delivery_events v
                  WHERE (v.delivery_id = d.id)))))
        UNION ALL
         SELECT 'accepted twice'::text,
            count(*) AS count
           FROM ( SELECT
                   FROM rekindle.delivery_attempts
                  WHERE (delivery_attempts.outcome = 'accepted'::text)
                  GROUP BY delivery_attempts.delivery_id
                 HAVING (count(*) > 1)) x
        UNION ALL
         SELECT 'a used slot left no row'::text,
            count(*) AS count
           FROM rekindle.campaign_enrollments e
          WHERE (( SELECT sum(((s.value ->> 'occurrences'::text))::integer) AS sum
                   FROM jsonb_array_elements(e.steps) s(value)) <> COALESCE(( SELECT sum(o.covers) AS sum
                   FROM ( SELECT max(d.covers) AS covers
                           FROM rekindle.message_deliveries d
                          WHERE (d.enrollment_id = e.id)
                          GROUP BY d.step, d.occurrence) o), (0)::bigint))
        UNION ALL
         SELECT 'delivered without its event'::text,
            count(*) AS count
           FROM rekindle.message_deliveries d
          WHERE ((d.delivered_at IS NOT NULL) AND (NOT (EXISTS ( SELECT
                   FROM rekindle.delivery_events v
                  WHERE ((v.delivery_id = d.id) AND (v.kind = 'delivered'::text) AND (v.occurred_at = d.delivered_at))))))
        )
 SELECT found.rule,
    found.n
   FROM found
  WHERE (found.n > 0);
ALTER TABLE rekindle.violations OWNER TO rekindle_owner;
CREATE TABLE rekindle_migrations.applied (
    version integer NOT NULL,
    file text NOT NULL,
    checksum text NOT NULL,
    is_breaking boolean NOT NULL,
    applied_at timestamp with time zone NOT NULL
);
ALTER TABLE rekindle_migrations.applied OWNER TO rekindle_owner;
INSERT INTO lms.course_enrolments VALUES
	(1, 7, '2026-09-01 00:00:00+00', NULL),
	(2, 7, '2026-09-01 00:00:00+00', NULL),
	(3, 7, '2026-09-01 00:00:00+00', NULL),
	(4, 7, '2026-09-01 00:00:00+00', NULL),
	(5, 7, '2026-09-01 00:00:00+00', NULL),
	(6, 7, '2026-09-01 00:00:00+00', NULL),
	(7, 7, '2026-09-01 00:00:00+00', NULL),
	(8, 7, '2026-09-01 00:00:00+00', NULL),
	(9, 7, '2026-09-01 00:00:00+00', NULL),
	(10, 7, '2026-09-01 00:00:00+00', NULL),
	(11, 7, '2026-09-01 00:00:00+00', NULL),
	(12, 7, '2026-09-01 00:00:00+00', NULL);
INSERT INTO lms.courses VALUES
	(7, 'C7', 'Wound care', 10, 3.00, NULL, NULL, 'https://learn.example.org/courses/7'),
	(8, 'C8', 'Airway basics', 6, NULL, NULL, NULL, 'https://learn.example.org/courses/8');
INSERT INTO lms.user_activities VALUES
	(1, 7, '2026-10-03 10:00:00+00', 'lesson'),
	(2, 7, '2026-10-05 10:00:00+00', 'lesson'),
	(3, 7, '2026-10-07 10:00:00+00', 'lesson'),
	(4, 7, '2026-10-09 10:00:00+00', 'lesson'),
	(5, 7, '2026-10-11 10:00:00+00', 'lesson'),
	(6, 7, '2026-10-13 10:00:00+00', 'lesson'),
	(7, 7, '2026-10-15 10:00:00+00', 'lesson'),
	(8, 7, '2026-10-17 10:00:00+00', 'lesson'),
	(9, 7, '2026-10-19 10:00:00+00', 'lesson'),
	(10, 7, '2026-10-21 10:00:00+00', 'lesson'),
	(11, 7, '2026-10-23 10:00:00+00', 'lesson'),
	(12, 7, '2026-10-25 10:00:00+00', 'lesson'),
	(1, 8, '2026-10-04 10:00:00+00', 'lesson'),
	(2, 8, '2026-10-04 10:00:00+00', 'lesson'),
	(3, 8, '2026-10-04 10:00:00+00', 'lesson'),
	(4, 8, '2026-10-04 10:00:00+00', 'lesson'),
	(3, 7, '2026-10-15 10:00:00+00', 'lesson');
INSERT INTO lms.user_course_progress VALUES
	(1, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(2, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(3, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(5, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(6, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(7, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(8, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(9, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(10, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(11, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(12, 7, 40.00, 4, '2026-10-02 00:00:00+00', NULL),
	(4, 7, 100.00, 4, '2026-10-02 00:00:00+00', '2026-10-18 05:00:00+00');
INSERT INTO lms.users VALUES
	(1, 'Learner', 'No1', NULL, 'learner1@example.org', NULL, 'Europe/London', NULL, NULL, true),
	(2, 'Learner', 'No2', NULL, 'learner2@example.org', '+447700900002', NULL, NULL, NULL, true),
	(3, 'Learner', 'No3', NULL, 'learner3@example.org', NULL, 'America/New_York', NULL, NULL, true),
	(4, 'Learner', 'No4', NULL, 'learner4@example.org', '+447700900004', 'Asia/Kolkata', NULL, NULL, true),
	(5, 'Learner', 'No5', NULL, 'learner5@example.org', NULL, 'Europe/London', NULL, NULL, true),
	(6, 'Learner', 'No6', NULL, 'learner6@example.org', '+447700900006', NULL, NULL, NULL, true),
	(7, 'Learner', 'No7', NULL, 'learner7@example.org', NULL, 'America/New_York', NULL, NULL, true),
	(8, 'Learner', 'No8', NULL, 'learner8@example.org', '+447700900008', 'Asia/Kolkata', NULL, NULL, true),
	(9, 'Learner', 'No9', NULL, 'learner9@example.org', NULL, 'Europe/London', NULL, NULL, true),
	(10, 'Learner', 'No10', NULL, 'learner10@example.org', '+447700900010', NULL, NULL, NULL, true),
	(11, 'Learner', 'No11', NULL, 'learner11@example.org', NULL, 'America/New_York', NULL, NULL, true),
	(12, 'Learner', 'No12', NULL, 'learner12@example.org', '+447700900012', 'Asia/Kolkata', NULL, NULL, true);
INSERT INTO rekindle.campaign_analytics VALUES
	('2026-10-22', 1, 'sms', 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-20', 1, 'all', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-26', 1, 'email', 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-20', 1, 'email', 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-23', 1, 'email', 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-24', 1, 'email', 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-20', 1, 'sms', 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-21', 1, 'email', 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-22', 1, 'email', 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-22', 1, 'all', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-21', 1, 'sms', 0, 2, 2, 0, 0, 0, 0, 0, 1, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-24', 1, 'all', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '2026-10-27 03:00:00+00'),
	('2026-10-25', 1, 'sms', 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, '2026-10-27 03:00:00+00');
INSERT INTO rekindle.campaign_enrollments OVERRIDING SYSTEM VALUE VALUES
	(8, 4, 7, 1, 1, 1, 'completed', false, 'course', '2026-10-12 02:00:00+00', '2026-10-12 03:00:00+00', '2026-10-09 10:00:00+00', '[{"slot": "2026-10-19T03:00:00Z", "occurrences": 1}, {"slot": "2026-10-19T03:00:00Z", "occurrences": 0}]', 'requires', NULL, 'goal_reached', '2026-10-19 02:00:00+00'),
	(3, 2, 8, 1, 1, 1, 'active', false, 'course', '2026-10-07 02:00:00+00', '2026-10-07 03:00:00+00', '2026-10-04 10:00:00+00', '[{"slot": "2026-10-28T03:00:00Z", "occurrences": 3}, {"slot": "2026-11-20T03:00:00Z", "occurrences": 1}]', NULL, '2026-10-28 03:00:00+00', NULL, NULL),
	(4, 4, 8, 1, 1, 1, 'active', false, 'course', '2026-10-07 02:00:00+00', '2026-10-07 03:00:00+00', '2026-10-04 10:00:00+00', '[{"slot": "2026-10-28T03:00:00Z", "occurrences": 3}, {"slot": "2026-11-20T03:00:00Z", "occurrences": 1}]', NULL, '2026-10-28 03:00:00+00', NULL, NULL),
	(2, 1, 8, 1, 1, 1, 'active', false, 'course', '2026-10-07 02:00:00+00', '2026-10-07 03:00:00+00', '2026-10-04 10:00:00+00', '[{"slot": "2026-10-28T03:00:00Z", "occurrences": 3}, {"slot": "2026-11-20T03:00:00Z", "occurrences": 1}]', NULL, '2026-10-28 03:00:00+00', NULL, NULL),
	(5, 2, 7, 1, 1, 1, 'active', false, 'course', '2026-10-08 02:00:00+00', '2026-10-08 03:00:00+00', '2026-10-05 10:00:00+00', '[{"slot": "2026-10-29T03:00:00Z", "occurrences": 3}, {"slot": "2026-11-21T03:00:00Z", "occurrences": 1}]', NULL, '2026-10-29 03:00:00+00', NULL, NULL),
	(6, 3, 8, 1, 1, 1, 'active', false, 'course', '2026-10-08 02:00:00+00', '2026-10-08 03:00:00+00', '2026-10-04 10:00:00+00', '[{"slot": "2026-10-29T03:00:00Z", "occurrences": 3}, {"slot": "2026-11-21T03:00:00Z", "occurrences": 1}]', NULL, '2026-10-29 03:00:00+00', NULL, NULL),
	(7, 3, 7, 1, 1, 1, 'active', false, 'course', '2026-10-11 02:00:00+00', '2026-10-11 03:00:00+00', '2026-10-15 10:00:00+00', '[{"slot": "2026-11-01T11:00:00Z", "occurrences": 3}, {"slot": "2026-11-24T11:00:00Z", "occurrences": 1}]', NULL, '2026-11-01 11:00:00+00', NULL, NULL),
	(1, 1, 7, 1, 1, 1, 'active', false, 'course', '2026-10-06 02:00:00+00', '2026-10-06 03:00:00+00', '2026-10-03 10:00:00+00', '[{"slot": "2026-10-27T03:00:00Z", "deferral": "cadence", "occurrences": 3}, {"slot": "2026-11-19T03:00:00Z", "occurrences": 1}]', 'cadence', '2026-10-28 14:05:00.23166+00', NULL, NULL),
	(9, 5, 7, 1, 1, 1, 'unsubscribed', false, 'course', '2026-10-14 02:00:00+00', '2026-10-14 03:00:00+00', '2026-10-11 10:00:00+00', '[{"slot": "2026-10-21T03:00:00Z", "occurrences": 1}, {"slot": "2026-10-21T03:00:00Z", "occurrences": 0}]', 'requires', NULL, 'opted_out', '2026-10-19 05:00:00+00'),
	(13, 9, 7, 1, 1, 1, 'active', false, 'course', '2026-10-22 02:00:00+00', '2026-10-22 03:00:00+00', '2026-10-19 10:00:00+00', '[{"slot": "2026-10-29T03:00:00Z", "occurrences": 1}, {"slot": "2026-10-29T03:00:00Z", "occurrences": 0}]', 'requires', '2026-10-29 03:00:00+00', NULL, NULL),
	(10, 6, 7, 1, 1, 1, 'active', false, 'course', '2026-10-16 02:00:00+00', '2026-10-16 03:00:00+00', '2026-10-13 10:00:00+00', '[{"slot": "2026-10-30T03:00:00Z", "occurrences": 2}, {"slot": "2026-10-30T03:00:00Z", "occurrences": 0}]', 'requires', '2026-10-30 03:00:00+00', NULL, NULL),
	(14, 10, 7, 1, 1, 1, 'active', false, 'course', '2026-10-24 02:00:00+00', '2026-10-24 03:00:00+00', '2026-10-21 10:00:00+00', '[{"slot": "2026-10-31T03:00:00Z", "occurrences": 1}, {"slot": "2026-10-31T03:00:00Z", "occurrences": 0}]', 'requires', '2026-10-31 03:00:00+00', NULL, NULL),
	(11, 7, 7, 1, 1, 1, 'active', false, 'course', '2026-10-19 02:00:00+00', '2026-10-19 03:00:00+00', '2026-10-15 10:00:00+00', '[{"slot": "2026-11-02T03:00:00Z", "occurrences": 2}, {"slot": "2026-11-02T03:00:00Z", "occurrences": 0}]', 'requires', '2026-11-02 03:00:00+00', NULL, NULL),
	(12, 8, 7, 1, 1, 1, 'active', false, 'course', '2026-10-20 02:00:00+00', '2026-10-20 03:00:00+00', '2026-10-17 10:00:00+00', '[{"slot": "2026-11-03T03:00:00Z", "occurrences": 2}, {"slot": "2026-11-03T03:00:00Z", "occurrences": 0}]', 'requires', '2026-11-03 03:00:00+00', NULL, NULL),
	(15, 11, 7, 1, 1, 1, 'active', false, 'course', '2026-10-27 02:00:00+00', '2026-10-27 03:00:00+00', '2026-10-23 10:00:00+00', '[{"slot": "2026-11-03T03:00:00Z", "occurrences": 1}, {"slot": "2026-11-03T03:00:00Z", "occurrences": 0}]', 'requires', '2026-11-03 03:00:00+00', NULL, NULL);
INSERT INTO rekindle.campaign_versions VALUES
	(1, 1, '110530c7362041204f70fd073766f6bc422f460e3975701e5f21d77b78826d28', '{"sql": {"goal": "-- When the learner finished the course, as far as `as_of` can know; no row before that.\nselect least(coalesce(p.completed_at, p.last_accessed_at, as_of), as_of) as reached_at\n  from lms.user_course_progress p\n where p.user_id = learner and p.course_id = subject\n   and (p.completed_at <= as_of or (p.completed_at is null and p.completion_percentage >= 100))", "context": "-- What the messages know about one learner and one course; no row once there is nothing to write about.\n-- No progress row means 0 %. A title that stands in the first name as well is printed once.\nselect u.title,\n       case when u.title is not null and u.first_name ilike u.title || '' %''\n            then btrim(substr(u.first_name, length(u.title) + 1)) else u.first_name end as first_name,\n       u.last_name,\n       c.name as course_name,\n       c.url as course_link,\n       done.percentage as completion_percentage,\n       done.percentage > 0 as has_progress,\n       done.percentage = 0 as not_started,\n       done.percentage between 1 and 49 as started,\n       done.percentage between 50 and 79 as halfway,\n       done.percentage >= 80 as nearly_done,\n       done.modules as completed_modules,\n       c.total_modules,\n       greatest(c.total_modules - done.modules, 0) as remaining_modules_count,\n       coalesce(c.total_modules > done.modules, false) as has_remaining_modules,\n       coalesce(c.total_modules - done.modules = 1, false) as one_module_left,\n       c.cpd_points,\n       coalesce(c.cpd_points > 0, false) as has_cpd_points,\n       coalesce(c.cpd_points = 1, false) as one_cpd_point,\n       (select to_char(a.activity_date at time zone zone.name, ''FMDD FMMonth'') from lms.user_activities a\n         where a.user_id = u.user_id and a.course_id = c.course_id and a.activity_date <= as_of\n           and a.activity_type not in (''enrolled'', ''unenrolled'')\n         order by a.activity_date desc limit 1) as last_visit\n  from lms.users u\n  join lms.courses c on c.course_id = subject\n  left join lms.user_course_progress p on p.user_id = u.user_id and p.course_id = c.course_id\n cross join lateral rekindle.local_zone(u.timezone) zone\n cross join lateral (\n    select least(trunc(coalesce(p.completion_percentage, 0)), 99)::int as percentage,\n           coalesce(p.modules_completed, 0) as modules) done\n where u.user_id = learner and u.is_active\n   and (c.ends_on is null or c.ends_on >= (as_of at time zone zone.name)::date)\n   and not exists (\n     select from lms.course_enrolments e\n      where e.user_id = u.user_id and e.course_id = c.course_id and e.unenrolled_at <= as_of)", "segment": "-- Who went quiet: learners of a running course whose last activity in it is at least `inactive_days` and at most\n-- `lookback_days` calendar days ago where they live, and who neither finished the course nor left it.\n--\n-- Any activity counts; being enrolled or unenrolled is none. The days'' bounds are computed once for each time zone, so\n-- that a pair costs two comparisons; activities are read once; who is through with a course is hashed once and not looked up by pair.\nwith zone as materialized (\n  select named.timezone, today.day,\n         (today.day - inactive_days + 1)::timestamp at time zone valid.name as quiet_before,\n         (today.day - lookback_days)::timestamp at time zone valid.name as quiet_since\n    from (select distinct coalesce(u.timezone, '''') as timezone from lms.users u) named\n   cross join lateral (select rekindle.zone(named.timezone) as name offset 0) valid\n   cross join lateral (select (as_of at time zone valid.name)::date as day) today\n),\nquiet as (\n  select a.user_id, a.course_id, max(a.activity_date) as last_activity_at\n    from lms.user_activities a\n   where a.activity_date <= as_of\n     and a.activity_date >= as_of - make_interval(days => lookback_days + 2)\n     and a.activity_type not in (''enrolled'', ''unenrolled'')\n   group by a.user_id, a.course_id\n),\nthrough as materialized (\n  select e.user_id, e.course_id from lms.course_enrolments e where e.unenrolled_at <= as_of\n  union all\n  select p.user_id, p.course_id\n    from lms.user_course_progress p\n   where p.completed_at <= as_of or (p.completed_at is null and p.completion_percentage >= 100)\n)\nselect q.user_id, q.course_id as subject_id, q.last_activity_at\n  from quiet q\n  join (select u.user_id, z.day, z.quiet_since, z.quiet_before   -- joined first, or each pair would try each zone\n          from lms.users u join zone z on z.timezone = coalesce(u.timezone, '''') where u.is_active offset 0) learner\n    on learner.user_id = q.user_id\n   and q.last_activity_at >= learner.quiet_since and q.last_activity_at < learner.quiet_before\n  join lms.courses c on c.course_id = q.course_id and (c.ends_on is null or c.ends_on >= learner.day)\n where not exists (select from through t where t.user_id = q.user_id and t.course_id = q.course_id)"}, "slug": "course-completion", "class": "marketing", "enter": {"delay": 3600, "holdout": 0, "rollout": 10000, "inactive_days": 3, "lookback_days": 30, "reentry_after": 2592000}, "retry": [300, 300, 300], "steps": [{"id": "email", "every": 604800, "channels": ["email"], "requires": {}, "templates": [{"from": 1, "name": "welcome-back"}, {"from": 2, "name": "value"}, {"from": 4, "name": "effort"}, {"from": 6, "name": "gentle"}], "useful_for": 172800, "fallback_after": 86400}, {"id": "sms", "every": 2592000, "channels": ["sms"], "requires": {"email": 2}, "templates": [{"from": 1, "name": "sms"}], "useful_for": 172800, "fallback_after": 86400}], "title": "Course completion reminders", "topic": "course", "subject": "course", "send_windows": {"sms": {"to": 1260, "from": 540}, "email": {"to": 1200, "from": 480}}, "fallback_zone": "Asia/Kolkata", "exclusive_group": "course", "maximum_messages": {"email": 8}}', '{"sms.sms": {"sms": {"text": "{{#title}}{{title}} {{last_name}}{{/title}}{{^title}}{{first_name}}{{/title}}, {{#has_progress}}you are {{completion_percentage}}% through {{course_name}}.{{/has_progress}}{{#not_started}}{{course_name}} is ready when you are.{{/not_started}} {{#has_cpd_points}}Finish for {{#one_cpd_point}}1 CPD point{{/one_cpd_point}}{{^one_cpd_point}}{{cpd_points}} CPD points{{/one_cpd_point}} and your certificate:{{/has_cpd_points}}{{^has_cpd_points}}Finish for your certificate:{{/has_cpd_points}} {{link:0}} -{{brand}}", "links": ["{{course_link}}"], "shortens": ["course_name"], "carries_opt_out": true, "maximum_segments": 2}, "hash": "54f78837148a7cee7b3288972c27f8b0081093b7b75fcbbd149c1740782a988f"}, "value.email": {"hash": "771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254", "email": {"box": {"facts": [{"label": "Done so far", "value": "{{completion_percentage}} %", "condition": "has_progress"}, {"label": "Modules to go", "value": "{{remaining_modules_count}}", "condition": "has_remaining_modules"}, {"label": "CPD points", "value": "{{cpd_points}}", "condition": "has_cpd_points"}], "title": "{{course_name}}", "progress": "completion_percentage"}, "html": "<p style=\"margin:0 0 16px\">Hello {{#title}}{{title}} {{/title}}{{first_name}},</p>\n{{#not_started}}\n<p style=\"margin:0 0 16px\">You enrolled in <strong>{{course_name}}</strong> for a reason. Here is where it stands, and what it gives back once you begin.</p>\n{{/not_started}}\n{{#has_progress}}\n<p style=\"margin:0 0 16px\">Here is where you stand in <strong>{{course_name}}</strong>, and what the rest of it gives back.</p>\n{{/has_progress}}\n{{> box}}\n<ul style=\"margin:0;padding:0 0 8px 24px\"><li style=\"margin:0 0 8px\"><strong>Something to use.</strong> What you learn is yours to take into your own work.</li>\n{{#has_cpd_points}}<li style=\"margin:0 0 8px\"><strong>Credit that counts.</strong> Completion adds {{#one_cpd_point}}one CPD point{{/one_cpd_point}}{{^one_cpd_point}}{{cpd_points}} CPD points{{/one_cpd_point}} to your record.</li>\n{{/has_cpd_points}}<li style=\"margin:0 0 8px\"><strong>A certificate.</strong> It carries your name and the course, ready to file or to show.</li>\n</ul>\n{{#not_started}}\n<p style=\"margin:0 0 16px\">Begin with the first module. If it is not for you, you will know by its end.</p>\n{{/not_started}}\n{{#started}}\n<p style=\"margin:0 0 16px\">Take the next module, and leave the rest for another day. Courses are finished one module at a time.</p>\n{{/started}}\n{{#halfway}}\n<p style=\"margin:0 0 16px\">The larger part is behind you. Choose a day this week, take the next module, and let the one after it wait.</p>\n{{/halfway}}\n{{#nearly_done}}\n<p style=\"margin:0 0 16px\">{{#one_module_left}}One module{{/one_module_left}}{{^one_module_left}}A last stretch{{/one_module_left}} stands between you and the certificate.</p>\n{{/nearly_done}}\n{{> button}}\n<p style=\"margin:0 0 16px\">With best wishes,<br>\nTeam {{brand}}</p>", "text": "Hello {{#title}}{{title}} {{/title}}{{first_name}},\n\n{{#not_started}}\nYou enrolled in {{course_name}} for a reason. Here is where it stands, and what it gives back once you begin.\n\n{{/not_started}}\n{{#has_progress}}\nHere is where you stand in {{course_name}}, and what the rest of it gives back.\n\n{{/has_progress}}\n{{> box}}\n\n- Something to use. What you learn is yours to take into your own work.\n{{#has_cpd_points}}- Credit that counts. Completion adds {{#one_cpd_point}}one CPD point{{/one_cpd_point}}{{^one_cpd_point}}{{cpd_points}} CPD points{{/one_cpd_point}} to your record.\n{{/has_cpd_points}}- A certificate. It carries your name and the course, ready to file or to show.\n\n{{#not_started}}\nBegin with the first module. If it is not for you, you will know by its end.\n\n{{/not_started}}\n{{#started}}\nTake the next module, and leave the rest for another day. Courses are finished one module at a time.\n\n{{/started}}\n{{#halfway}}\nThe larger part is behind you. Choose a day this week, take the next module, and let the one after it wait.\n\n{{/halfway}}\n{{#nearly_done}}\n{{#one_module_left}}One module{{/one_module_left}}{{^one_module_left}}A last stretch{{/one_module_left}} stands between you and the certificate.\n\n{{/nearly_done}}\n{{> button}}\n\nWith best wishes,\nTeam {{brand}}\n\n", "links": ["{{course_link}}"], "button": {"link": 0, "color": null, "label": "{{#not_started}}Begin the course{{/not_started}}{{#has_progress}}Resume the course{{/has_progress}}"}, "footer": {"topic": "course", "subject": "course"}, "reason": "You get this email because you are enrolled in {{course_name}} and have not finished it yet.", "subject": "{{#not_started}}What {{course_name}} holds for you{{/not_started}}{{#has_progress}}{{completion_percentage}} % of {{course_name}} is done{{/has_progress}}", "language": "en", "preheader": "What finishing is good for{{#has_cpd_points}}, CPD points included{{/has_cpd_points}}."}}, "effort.email": {"hash": "bf34881e2655e04b56b6c7a8e2c061317c1b6a24caec31262965804a85919db8", "email": {"box": {"facts": [{"label": "Your work so far", "value": "{{completion_percentage}} %", "condition": "has_progress"}, {"label": "Modules to go", "value": "{{remaining_modules_count}}", "condition": "has_remaining_modules"}, {"label": "CPD points", "value": "{{cpd_points}}", "condition": "has_cpd_points"}], "title": "{{course_name}}", "progress": "completion_percentage"}, "html": "<p style=\"margin:0 0 16px\">Hello {{#title}}{{title}} {{/title}}{{first_name}},</p>\n{{#not_started}}\n<p style=\"margin:0 0 16px\"><strong>{{course_name}}</strong> is still on your list, and perhaps on your mind. A busy stretch explains that better than a lack of\ninterest does.</p>\n{{/not_started}}\n{{#has_progress}}\n<p style=\"margin:0 0 16px\">You have already put real work into <strong>{{course_name}}</strong>. It is all still there, and it is worth carrying over the line.</p>\n{{/has_progress}}\n{{> box}}\n<p style=\"margin:0 0 16px\">Three small things that make room for it:</p>\n<ul style=\"margin:0;padding:0 0 8px 24px\"><li style=\"margin:0 0 8px\">a fixed time, even a short one, such as the first coffee on a Saturday</li>\n<li style=\"margin:0 0 8px\">one module at a sitting, and then the page closed with a good conscience</li>\n<li style=\"margin:0 0 8px\">a note of the question that the course should answer for you</li>\n</ul>\n{{#nearly_done}}\n<p style=\"margin:0 0 16px\">You are so close that one of these sittings may be the last.</p>\n{{/nearly_done}}\n{{#has_cpd_points}}\n<p style=\"margin:0 0 16px\">Your certificate and {{#one_cpd_point}}the CPD point{{/one_cpd_point}}{{^one_cpd_point}}{{cpd_points}} CPD points{{/one_cpd_point}} follow as soon as the last module is done.</p>\n{{/has_cpd_points}}\n{{^has_cpd_points}}\n<p style=\"margin:0 0 16px\">Your certificate follows as soon as the last module is done.</p>\n{{/has_cpd_points}}\n{{> button}}\n<p style=\"margin:0 0 16px\">We are on your side,<br>\nTeam {{brand}}</p>", "text": "Hello {{#title}}{{title}} {{/title}}{{first_name}},\n\n{{#not_started}}\n{{course_name}} is still on your list, and perhaps on your mind. A busy stretch explains that better than a lack of interest does.\n\n{{/not_started}}\n{{#has_progress}}\nYou have already put real work into {{course_name}}. It is all still there, and it is worth carrying over the line.\n\n{{/has_progress}}\n{{> box}}\n\nThree small things that make room for it:\n\n- a fixed time, even a short one, such as the first coffee on a Saturday\n- one module at a sitting, and then the page closed with a good conscience\n- a note of the question that the course should answer for you\n\n{{#nearly_done}}\nYou are so close that one of these sittings may be the last.\n\n{{/nearly_done}}\n{{#has_cpd_points}}\nYour certificate and {{#one_cpd_point}}the CPD point{{/one_cpd_point}}{{^one_cpd_point}}{{cpd_points}} CPD points{{/one_cpd_point}} follow as soon as the last module is done.\n\n{{/has_cpd_points}}\n{{^has_cpd_points}}\nYour certificate follows as soon as the last module is done.\n\n{{/has_cpd_points}}\n{{> button}}\n\nWe are on your side,\nTeam {{brand}}\n\n", "links": ["{{course_link}}"], "button": {"link": 0, "color": null, "label": "{{#not_started}}Start the course{{/not_started}}{{#has_progress}}Finish the course{{/has_progress}}"}, "footer": {"topic": "course", "subject": "course"}, "reason": "You get this email because you are enrolled in {{course_name}} and have not finished it yet.", "subject": "{{#not_started}}Shall we start {{course_name}} together?{{/not_started}}{{#has_progress}}The work you put into {{course_name}}{{/has_progress}}", "language": "en", "preheader": "{{#not_started}}A small first step is enough.{{/not_started}}{{#has_progress}}You have done {{completion_percentage}} % of it. It would be good to see you finish.{{/has_progress}}"}}, "gentle.email": {"hash": "7db7026139341380ae3b9a3ffa303ea487a3e1ca7ae2c10647715cde7abe9a70", "email": {"box": null, "html": "<p style=\"margin:0 0 16px\">Hello {{#title}}{{title}} {{/title}}{{first_name}},</p>\n<p style=\"margin:0 0 16px\">This is a short note and no push. <strong>{{course_name}}</strong> is here when you want it{{#has_progress}}, with the {{completion_percentage}} % that you have done{{/has_progress}}{{#has_remaining_modules}} and {{#one_module_left}}one module{{/one_module_left}}{{^one_module_left}}{{remaining_modules_count}} modules{{/one_module_left}} still to come{{/has_remaining_modules}}.</p>\n{{#nearly_done}}\n<p style=\"margin:0 0 16px\">Not much is left: whenever you have some time, you can carry it over the line.</p>\n{{/nearly_done}}\n{{^nearly_done}}\n<p style=\"margin:0 0 16px\">Whenever you have some time, you can pick up exactly where you stopped.</p>\n{{/nearly_done}}\n{{> button}}\n<p style=\"margin:0 0 16px\">And if your plans have changed, that is quite all right: the links below stop these notes for this course, or for every\ncourse, at once.</p>\n<p style=\"margin:0 0 16px\">Kind regards,<br>\nTeam {{brand}}</p>", "text": "Hello {{#title}}{{title}} {{/title}}{{first_name}},\n\nThis is a short note and no push. {{course_name}} is here when you want it{{#has_progress}}, with the {{completion_percentage}} % that you have done{{/has_progress}}{{#has_remaining_modules}} and {{#one_module_left}}one module{{/one_module_left}}{{^one_module_left}}{{remaining_modules_count}} modules{{/one_module_left}} still to come{{/has_remaining_modules}}.\n\n{{#nearly_done}}\nNot much is left: whenever you have some time, you can carry it over the line.\n\n{{/nearly_done}}\n{{^nearly_done}}\nWhenever you have some time, you can pick up exactly where you stopped.\n\n{{/nearly_done}}\n{{> button}}\n\nAnd if your plans have changed, that is quite all right: the links below stop these notes for this course, or for every course, at once.\n\nKind regards,\nTeam {{brand}}\n\n", "links": ["{{course_link}}"], "button": {"link": 0, "color": null, "label": "Open the course"}, "footer": {"topic": "course", "subject": "course"}, "reason": "You get this email because you are enrolled in {{course_name}} and have not finished it yet.", "subject": "{{course_name}}, whenever it suits you", "language": "en", "preheader": "Your place is kept. No push from us, and one click stops these notes."}}, "welcome-back.email": {"hash": "6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58", "email": {"box": {"facts": [{"label": "Done so far", "value": "{{completion_percentage}} %", "condition": "has_progress"}, {"label": "Modules to go", "value": "{{remaining_modules_count}}", "condition": "has_remaining_modules"}, {"label": "CPD points", "value": "{{cpd_points}}", "condition": "has_cpd_points"}], "title": "{{course_name}}", "progress": "completion_percentage"}, "html": "<p style=\"margin:0 0 16px\">Hello {{#title}}{{title}} {{/title}}{{first_name}},</p>\n{{#last_visit}}\n<p style=\"margin:0 0 16px\">You last opened <strong>{{course_name}}</strong> on {{last_visit}}. Everything is as you left it: there is nothing to look up and\nnothing to repeat.</p>\n{{/last_visit}}\n{{^last_visit}}\n<p style=\"margin:0 0 16px\">Your place in <strong>{{course_name}}</strong> is ready, and everything in it is open to you.</p>\n{{/last_visit}}\n{{> box}}\n{{#not_started}}\n<p style=\"margin:0 0 16px\">The first module asks for very little: open it, look around, stop when you like. From the first page on, your progress\nis kept.</p>\n{{/not_started}}\n{{#started}}\n<p style=\"margin:0 0 16px\">You have made a start. One short sitting helps you find the thread again, and the rest follows at your own pace.</p>\n{{/started}}\n{{#halfway}}\n<p style=\"margin:0 0 16px\">You are past the middle: less lies ahead of you than behind you. Whenever you have a quiet moment, take the next step.</p>\n{{/halfway}}\n{{#nearly_done}}\n<p style=\"margin:0 0 16px\">You are nearly there. A little more, and the course is yours.</p>\n{{/nearly_done}}\n<p style=\"margin:0 0 16px\">When you finish, you will have</p>\n<ul style=\"margin:0;padding:0 0 8px 24px\"><li style=\"margin:0 0 8px\">the whole course behind you{{#has_remaining_modules}}: {{#one_module_left}}one module{{/one_module_left}}{{^one_module_left}}{{remaining_modules_count}} modules{{/one_module_left}} to go from here{{/has_remaining_modules}}</li>\n{{#has_cpd_points}}<li style=\"margin:0 0 8px\">{{#one_cpd_point}}a CPD point{{/one_cpd_point}}{{^one_cpd_point}}{{cpd_points}} CPD points{{/one_cpd_point}} for your record</li>\n{{/has_cpd_points}}<li style=\"margin:0 0 8px\">a certificate of completion in your name</li>\n</ul>\n{{> button}}\n<p style=\"margin:0 0 16px\">Good to have you with us,<br>\nTeam {{brand}}</p>", "text": "Hello {{#title}}{{title}} {{/title}}{{first_name}},\n\n{{#last_visit}}\nYou last opened {{course_name}} on {{last_visit}}. Everything is as you left it: there is nothing to look up and nothing to repeat.\n\n{{/last_visit}}\n{{^last_visit}}\nYour place in {{course_name}} is ready, and everything in it is open to you.\n\n{{/last_visit}}\n{{> box}}\n\n{{#not_started}}\nThe first module asks for very little: open it, look around, stop when you like. From the first page on, your progress is kept.\n\n{{/not_started}}\n{{#started}}\nYou have made a start. One short sitting helps you find the thread again, and the rest follows at your own pace.\n\n{{/started}}\n{{#halfway}}\nYou are past the middle: less lies ahead of you than behind you. Whenever you have a quiet moment, take the next step.\n\n{{/halfway}}\n{{#nearly_done}}\nYou are nearly there. A little more, and the course is yours.\n\n{{/nearly_done}}\nWhen you finish, you will have\n\n- the whole course behind you{{#has_remaining_modules}}: {{#one_module_left}}one module{{/one_module_left}}{{^one_module_left}}{{remaining_modules_count}} modules{{/one_module_left}} to go from here{{/has_remaining_modules}}\n{{#has_cpd_points}}- {{#one_cpd_point}}a CPD point{{/one_cpd_point}}{{^one_cpd_point}}{{cpd_points}} CPD points{{/one_cpd_point}} for your record\n{{/has_cpd_points}}- a certificate of completion in your name\n\n{{> button}}\n\nGood to have you with us,\nTeam {{brand}}\n\n", "links": ["{{course_link}}"], "button": {"link": 0, "color": null, "label": "{{#not_started}}Start learning{{/not_started}}{{#has_progress}}Continue learning{{/has_progress}}"}, "footer": {"topic": "course", "subject": "course"}, "reason": "You get this email because you are enrolled in {{course_name}} and have not finished it yet.", "subject": "Your place in {{course_name}} is saved", "language": "en", "preheader": "{{#not_started}}The first module is ready when you are.{{/not_started}}{{#has_progress}}You are {{completion_percentage}} % of the way, and your next step is waiting.{{/has_progress}}"}}}', '2026-11-29 09:57:33.101771+00');
INSERT INTO rekindle.campaigns OVERRIDING SYSTEM VALUE VALUES
	(1, 'course-completion', 'Course completion reminders', 'marketing', 'course', 'course', 'active', 1, '2026-11-29 09:57:33.101771+00');
INSERT INTO rekindle.delivery_attempts VALUES
	(1, 1, NULL, 8826644592041082893, 0, '2026-10-06 14:05:00.139753+00', '2026-10-06 14:05:00.215185+00', 'accepted', NULL),
	(2, 1, NULL, 2042360246926895357, 0, '2026-10-07 06:10:00.192064+00', '2026-10-07 06:10:00.280268+00', 'accepted', NULL),
	(3, 1, NULL, 4478622435430350868, 0, '2026-10-07 06:10:00.192064+00', '2026-10-07 06:10:00.280268+00', 'accepted', NULL),
	(4, 1, NULL, 831385093364898793, 0, '2026-10-07 14:06:00.149546+00', '2026-10-07 14:06:00.245106+00', 'accepted', NULL),
	(5, 1, NULL, 5029746873380778695, 0, '2026-10-08 06:11:00.16608+00', '2026-10-08 06:11:00.236117+00', 'accepted', NULL),
	(6, 1, NULL, 1112223374910215114, 0, '2026-10-08 14:05:00.238325+00', '2026-10-08 14:05:00.374472+00', 'accepted', NULL),
	(7, 1, NULL, 7258980876466127116, 0, '2026-10-11 14:05:00.163426+00', '2026-10-11 14:05:00.211685+00', 'accepted', NULL),
	(8, 1, NULL, 5585303537072081409, 0, '2026-10-12 06:10:00.244134+00', '2026-10-12 06:10:00.348199+00', 'accepted', NULL),
	(9, 1, NULL, 8683889590023091973, 0, '2026-10-13 14:06:00.204234+00', '2026-10-13 14:06:00.304552+00', 'accepted', NULL),
	(10, 1, NULL, 7414974471386907376, 0, '2026-10-14 06:11:00.258642+00', '2026-10-14 06:11:00.294499+00', 'accepted', NULL),
	(11, 1, NULL, 6858589849113035616, 0, '2026-10-14 06:11:00.258642+00', '2026-10-14 06:11:00.294499+00', 'accepted', NULL),
	(12, 1, NULL, 7564799450879731224, 0, '2026-10-14 14:05:00.196075+00', '2026-10-14 14:05:00.26011+00', 'accepted', NULL),
	(13, 1, NULL, 5069464708416742858, 0, '2026-10-15 14:05:00.141627+00', '2026-10-15 14:05:00.247921+00', 'accepted', NULL),
	(14, 1, NULL, 4804179172604306205, 0, '2026-10-15 14:05:00.141627+00', '2026-10-15 14:05:00.247921+00', 'accepted', NULL),
	(15, 1, NULL, 6072507893107864801, 0, '2026-10-15 14:06:00.154656+00', '2026-10-15 14:06:00.240752+00', 'accepted', NULL),
	(16, 1, NULL, 5736636642144892894, 0, '2026-10-16 06:10:00.176056+00', '2026-10-16 06:10:00.280519+00', 'accepted', NULL),
	(17, 1, NULL, 8600563222370393712, 0, '2026-10-18 14:06:00.122227+00', '2026-10-18 14:06:00.218942+00', 'accepted', NULL),
	(18, 1, NULL, 6059210196898007835, 0, '2026-10-19 14:05:00.157153+00', '2026-10-19 14:05:00.213987+00', 'accepted', NULL),
	(20, 1, NULL, 543405423356164963, 0, '2026-10-20 06:10:00.051428+00', '2026-10-20 06:10:00.105526+00', 'accepted', NULL),
	(22, 1, NULL, 7598538208396334183, 0, '2026-10-21 06:10:00.112179+00', '2026-10-21 06:10:00.17937+00', 'accepted', NULL),
	(23, 1, NULL, 3775348461774047737, 0, '2026-10-21 06:10:00.112179+00', '2026-10-21 06:10:00.17937+00', 'accepted', NULL),
	(24, 1, NULL, 6102760651486151018, 0, '2026-10-21 14:05:00.155991+00', '2026-10-21 14:05:00.23166+00', 'accepted', NULL),
	(25, 1, NULL, 2870904065353426233, 0, '2026-10-21 14:05:00.155991+00', '2026-10-21 14:05:00.23166+00', 'accepted', NULL),
	(26, 1, NULL, 4233042242604788754, 0, '2026-10-21 14:05:00.155991+00', '2026-10-21 14:05:00.23166+00', 'accepted', NULL),
	(28, 1, NULL, 4003785416626827970, 0, '2026-10-22 14:05:00.080687+00', '2026-10-22 14:05:00.172813+00', 'accepted', NULL),
	(29, 1, NULL, 7952660365174903585, 0, '2026-10-22 14:05:00.166719+00', '2026-10-22 14:05:00.214685+00', 'accepted', NULL),
	(30, 1, NULL, 7931536639083121682, 0, '2026-10-22 14:06:00.12347+00', '2026-10-22 14:06:00.188362+00', 'accepted', NULL),
	(31, 1, NULL, 8513473329029052399, 0, '2026-10-22 14:06:00.12347+00', '2026-10-22 14:06:00.188362+00', 'accepted', NULL),
	(33, 1, NULL, 8633886996835284773, 0, '2026-10-23 14:05:00.116432+00', '2026-10-23 14:05:00.162907+00', 'accepted', NULL),
	(34, 1, NULL, 5794948054614606971, 0, '2026-10-24 06:10:00.096034+00', '2026-10-24 06:10:00.160041+00', 'accepted', NULL),
	(36, 1, NULL, 654278769213103731, 0, '2026-10-26 14:05:00.098544+00', '2026-10-26 14:05:00.14669+00', 'accepted', NULL),
	(37, 1, NULL, 247821884375240518, 0, '2026-10-26 14:06:00.144029+00', '2026-10-26 14:06:00.206374+00', 'accepted', NULL),
	(38, 1, NULL, 4408827506866952499, 0, '2026-10-27 06:11:00.153594+00', '2026-10-27 06:11:00.219753+00', 'accepted', NULL),
	(39, 1, NULL, 7052345775045622029, 0, '2026-10-27 14:05:00.152178+00', '2026-10-27 14:05:00.199043+00', 'accepted', NULL);
INSERT INTO rekindle.delivery_events VALUES
	(1, 'delivered', '2026-10-06 14:05:00+00', '', false, 'sendgrid', '2026-10-06 14:05:00+00'),
	(2, 'delivered', '2026-10-07 06:10:00+00', '', false, 'sendgrid', '2026-10-07 06:10:00+00'),
	(3, 'delivered', '2026-10-07 06:10:00+00', '', false, 'sendgrid', '2026-10-07 06:10:00+00'),
	(4, 'delivered', '2026-10-07 14:06:00+00', '', false, 'sendgrid', '2026-10-07 14:06:00+00'),
	(5, 'delivered', '2026-10-08 06:11:00+00', '', false, 'sendgrid', '2026-10-08 06:11:00+00'),
	(6, 'delivered', '2026-10-08 14:05:00+00', '', false, 'sendgrid', '2026-10-08 14:05:00+00'),
	(7, 'delivered', '2026-10-11 14:05:00+00', '', false, 'sendgrid', '2026-10-11 14:05:00+00'),
	(8, 'delivered', '2026-10-12 06:10:00+00', '', false, 'sendgrid', '2026-10-12 06:10:00+00'),
	(9, 'delivered', '2026-10-13 14:06:00+00', '', false, 'sendgrid', '2026-10-13 14:06:00+00'),
	(10, 'delivered', '2026-10-14 06:11:00+00', '', false, 'sendgrid', '2026-10-14 06:11:00+00'),
	(11, 'delivered', '2026-10-14 06:11:00+00', '', false, 'sendgrid', '2026-10-14 06:11:00+00'),
	(12, 'delivered', '2026-10-14 14:05:00+00', '', false, 'sendgrid', '2026-10-14 14:05:00+00'),
	(13, 'delivered', '2026-10-15 14:05:00+00', '', false, 'sendgrid', '2026-10-15 14:05:00+00'),
	(14, 'delivered', '2026-10-15 14:05:00+00', '', false, 'sendgrid', '2026-10-15 14:05:00+00'),
	(15, 'delivered', '2026-10-15 14:06:00+00', '', false, 'sendgrid', '2026-10-15 14:06:00+00'),
	(16, 'delivered', '2026-10-16 06:10:00+00', '', false, 'sendgrid', '2026-10-16 06:10:00+00'),
	(17, 'delivered', '2026-10-18 14:06:00+00', '', false, 'sendgrid', '2026-10-18 14:06:00+00'),
	(18, 'delivered', '2026-10-19 14:05:00+00', '', false, 'sendgrid', '2026-10-19 14:05:00+00'),
	(20, 'delivered', '2026-10-20 06:10:00+00', '', false, 'sendgrid', '2026-10-20 06:10:00+00'),
	(22, 'processed', '2026-10-21 06:10:00+00', 'sent', false, 'twilio', '2026-10-21 06:10:00+00'),
	(22, 'delivered', '2026-10-21 06:10:00+00', 'delivered', false, 'twilio', '2026-10-21 06:10:00+00'),
	(23, 'processed', '2026-10-21 06:10:00+00', 'sent', false, 'twilio', '2026-10-21 06:10:00+00'),
	(23, 'delivered', '2026-10-21 06:10:00+00', 'delivered', false, 'twilio', '2026-10-21 06:10:00+00'),
	(24, 'delivered', '2026-10-21 14:05:00+00', '', false, 'sendgrid', '2026-10-21 14:05:00+00'),
	(25, 'delivered', '2026-10-21 14:05:00+00', '', false, 'sendgrid', '2026-10-21 14:05:00+00'),
	(26, 'delivered', '2026-10-21 14:05:00+00', '', false, 'sendgrid', '2026-10-21 14:05:00+00'),
	(28, 'processed', '2026-10-22 14:05:00+00', 'sent', false, 'twilio', '2026-10-22 14:05:00+00'),
	(28, 'delivered', '2026-10-22 14:05:00+00', 'delivered', false, 'twilio', '2026-10-22 14:05:00+00'),
	(29, 'delivered', '2026-10-22 14:05:00+00', '', false, 'sendgrid', '2026-10-22 14:05:00+00'),
	(30, 'delivered', '2026-10-22 14:06:00+00', '', false, 'sendgrid', '2026-10-22 14:06:00+00'),
	(31, 'delivered', '2026-10-22 14:06:00+00', '', false, 'sendgrid', '2026-10-22 14:06:00+00'),
	(33, 'delivered', '2026-10-23 14:05:00+00', '', false, 'sendgrid', '2026-10-23 14:05:00+00'),
	(34, 'delivered', '2026-10-24 06:10:00+00', '', false, 'sendgrid', '2026-10-24 06:10:00+00'),
	(36, 'delivered', '2026-10-26 14:05:00+00', '', false, 'sendgrid', '2026-10-26 14:05:00+00'),
	(37, 'delivered', '2026-10-26 14:06:00+00', '', false, 'sendgrid', '2026-10-26 14:06:00+00'),
	(38, 'delivered', '2026-10-27 06:11:00+00', '', false, 'sendgrid', '2026-10-27 06:11:00+00'),
	(39, 'delivered', '2026-10-27 14:05:00+00', '', false, 'sendgrid', '2026-10-27 14:05:00+00');
INSERT INTO rekindle.deployment VALUES
	(true, 'UTC');
INSERT INTO rekindle.job_execution_logs OVERRIDING SYSTEM VALUE VALUES
	(1, 'detect', 'succeeded', 'd1', '2026-10-06 02:00:00+00', '2026-10-06 02:00:00.111891+00', '{"enrolled": 1, "held_out": 0, "completed": 0, "users_detected": 1}', NULL, NULL),
	(2, 'schedule-tick', 'succeeded', 'd2', '2026-10-06 02:45:00+00', '2026-10-06 02:45:00.065784+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(3, 'schedule-tick', 'succeeded', 'd3', '2026-10-06 06:10:00+00', '2026-10-06 06:10:00.165663+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(4, 'schedule-tick', 'succeeded', 'd4', '2026-10-06 06:11:00+00', '2026-10-06 06:11:00.032271+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(5, 'schedule-tick', 'succeeded', 'd5', '2026-10-06 14:05:00+00', '2026-10-06 14:05:00.077836+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(6, 'schedule-tick', 'succeeded', 'd6', '2026-10-06 14:06:00+00', '2026-10-06 14:06:00.065563+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(7, 'detect', 'succeeded', 'd7', '2026-10-07 02:00:00+00', '2026-10-07 02:00:00.075823+00', '{"enrolled": 3, "held_out": 0, "completed": 0, "users_detected": 4}', NULL, NULL),
	(8, 'schedule-tick', 'succeeded', 'd8', '2026-10-07 02:45:00+00', '2026-10-07 02:45:00.016465+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(9, 'schedule-tick', 'succeeded', 'd9', '2026-10-07 06:10:00+00', '2026-10-07 06:10:00.196487+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 2, "looked_at": 3, "sms_queued": 0, "emails_queued": 2, "presumed_sent": 0}', NULL, NULL),
	(10, 'schedule-tick', 'succeeded', 'd10', '2026-10-07 06:11:00+00', '2026-10-07 06:11:00.041203+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(11, 'schedule-tick', 'succeeded', 'd11', '2026-10-07 14:05:00+00', '2026-10-07 14:05:00.039833+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(12, 'schedule-tick', 'succeeded', 'd12', '2026-10-07 14:06:00+00', '2026-10-07 14:06:00.244292+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(13, 'detect', 'succeeded', 'd13', '2026-10-08 02:00:00+00', '2026-10-08 02:00:00.112093+00', '{"enrolled": 2, "held_out": 0, "completed": 0, "users_detected": 6}', NULL, NULL),
	(14, 'schedule-tick', 'succeeded', 'd14', '2026-10-08 02:45:00+00', '2026-10-08 02:45:00.16663+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(15, 'schedule-tick', 'succeeded', 'd15', '2026-10-08 06:10:00+00', '2026-10-08 06:10:00.268021+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 2, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(16, 'schedule-tick', 'succeeded', 'd16', '2026-10-08 06:11:00+00', '2026-10-08 06:11:00.115924+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(17, 'schedule-tick', 'succeeded', 'd17', '2026-10-08 14:05:00+00', '2026-10-08 14:05:00.247886+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(18, 'schedule-tick', 'succeeded', 'd18', '2026-10-08 14:06:00+00', '2026-10-08 14:06:00.147131+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(19, 'detect', 'succeeded', 'd19', '2026-10-09 02:00:00+00', '2026-10-09 02:00:00.081276+00', '{"enrolled": 0, "held_out": 0, "completed": 0, "users_detected": 6}', NULL, NULL),
	(20, 'schedule-tick', 'succeeded', 'd20', '2026-10-09 02:45:00+00', '2026-10-09 02:45:00.014351+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(21, 'schedule-tick', 'succeeded', 'd21', '2026-10-09 06:10:00+00', '2026-10-09 06:10:00.051835+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(22, 'schedule-tick', 'succeeded', 'd22', '2026-10-09 06:11:00+00', '2026-10-09 06:11:00.131898+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(23, 'schedule-tick', 'succeeded', 'd23', '2026-10-09 14:05:00+00', '2026-10-09 14:05:00.123994+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(24, 'schedule-tick', 'succeeded', 'd24', '2026-10-09 14:06:00+00', '2026-10-09 14:06:00.036195+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(25, 'detect', 'succeeded', 'd25', '2026-10-10 02:00:00+00', '2026-10-10 02:00:00.095314+00', '{"enrolled": 0, "held_out": 0, "completed": 0, "users_detected": 6}', NULL, NULL),
	(26, 'schedule-tick', 'succeeded', 'd26', '2026-10-10 02:45:00+00', '2026-10-10 02:45:00.042727+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(27, 'schedule-tick', 'succeeded', 'd27', '2026-10-10 06:10:00+00', '2026-10-10 06:10:00.103532+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(28, 'schedule-tick', 'succeeded', 'd28', '2026-10-10 06:11:00+00', '2026-10-10 06:11:00.060567+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(29, 'schedule-tick', 'succeeded', 'd29', '2026-10-10 14:05:00+00', '2026-10-10 14:05:00.105129+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(30, 'schedule-tick', 'succeeded', 'd30', '2026-10-10 14:06:00+00', '2026-10-10 14:06:00.002221+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(31, 'detect', 'succeeded', 'd31', '2026-10-11 02:00:00+00', '2026-10-11 02:00:00.119565+00', '{"enrolled": 1, "held_out": 0, "completed": 0, "users_detected": 7}', NULL, NULL),
	(32, 'schedule-tick', 'succeeded', 'd32', '2026-10-11 02:45:00+00', '2026-10-11 02:45:00.103807+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(33, 'schedule-tick', 'succeeded', 'd33', '2026-10-11 06:10:00+00', '2026-10-11 06:10:00.154904+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(34, 'schedule-tick', 'succeeded', 'd34', '2026-10-11 06:11:00+00', '2026-10-11 06:11:00.051615+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(35, 'schedule-tick', 'succeeded', 'd35', '2026-10-11 14:05:00+00', '2026-10-11 14:05:00.180009+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(36, 'schedule-tick', 'succeeded', 'd36', '2026-10-11 14:06:00+00', '2026-10-11 14:06:00.092008+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(37, 'detect', 'succeeded', 'd37', '2026-10-12 02:00:00+00', '2026-10-12 02:00:00.05766+00', '{"enrolled": 1, "held_out": 0, "completed": 0, "users_detected": 8}', NULL, NULL),
	(38, 'schedule-tick', 'succeeded', 'd38', '2026-10-12 02:45:00+00', '2026-10-12 02:45:00.037999+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(39, 'schedule-tick', 'succeeded', 'd39', '2026-10-12 06:10:00+00', '2026-10-12 06:10:00.156252+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(40, 'schedule-tick', 'succeeded', 'd40', '2026-10-12 06:11:00+00', '2026-10-12 06:11:00.073563+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(41, 'schedule-tick', 'succeeded', 'd41', '2026-10-12 14:05:00+00', '2026-10-12 14:05:00.100949+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(42, 'schedule-tick', 'succeeded', 'd42', '2026-10-12 14:06:00+00', '2026-10-12 14:06:00.055795+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(43, 'detect', 'succeeded', 'd43', '2026-10-13 02:00:00+00', '2026-10-13 02:00:00.072831+00', '{"enrolled": 0, "held_out": 0, "completed": 0, "users_detected": 8}', NULL, NULL),
	(44, 'schedule-tick', 'succeeded', 'd44', '2026-10-13 02:45:00+00', '2026-10-13 02:45:00.11738+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(45, 'schedule-tick', 'succeeded', 'd45', '2026-10-13 06:10:00+00', '2026-10-13 06:10:00.226064+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(46, 'schedule-tick', 'succeeded', 'd46', '2026-10-13 06:11:00+00', '2026-10-13 06:11:00.01506+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(47, 'schedule-tick', 'succeeded', 'd47', '2026-10-13 14:05:00+00', '2026-10-13 14:05:00.016113+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(48, 'schedule-tick', 'succeeded', 'd48', '2026-10-13 14:06:00+00', '2026-10-13 14:06:00.23596+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(49, 'detect', 'succeeded', 'd49', '2026-10-14 02:00:00+00', '2026-10-14 02:00:00.126571+00', '{"enrolled": 1, "held_out": 0, "completed": 0, "users_detected": 9}', NULL, NULL),
	(50, 'schedule-tick', 'succeeded', 'd50', '2026-10-14 02:45:00+00', '2026-10-14 02:45:00.074572+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(51, 'schedule-tick', 'succeeded', 'd51', '2026-10-14 06:10:00+00', '2026-10-14 06:10:00.202039+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 4, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(52, 'schedule-tick', 'succeeded', 'd52', '2026-10-14 06:11:00+00', '2026-10-14 06:11:00.143944+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 2, "looked_at": 2, "sms_queued": 0, "emails_queued": 2, "presumed_sent": 0}', NULL, NULL),
	(53, 'schedule-tick', 'succeeded', 'd53', '2026-10-14 14:05:00+00', '2026-10-14 14:05:00.1252+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(54, 'schedule-tick', 'succeeded', 'd54', '2026-10-14 14:06:00+00', '2026-10-14 14:06:00.007693+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(55, 'detect', 'succeeded', 'd55', '2026-10-15 02:00:00+00', '2026-10-15 02:00:00.043075+00', '{"enrolled": 0, "held_out": 0, "completed": 0, "users_detected": 9}', NULL, NULL),
	(56, 'schedule-tick', 'succeeded', 'd56', '2026-10-15 02:45:00+00', '2026-10-15 02:45:00.154916+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(57, 'schedule-tick', 'succeeded', 'd57', '2026-10-15 06:10:00+00', '2026-10-15 06:10:00.090924+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 2, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(58, 'schedule-tick', 'succeeded', 'd58', '2026-10-15 06:11:00+00', '2026-10-15 06:11:00.059936+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(59, 'schedule-tick', 'succeeded', 'd59', '2026-10-15 14:05:00+00', '2026-10-15 14:05:00.122597+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 2, "looked_at": 2, "sms_queued": 0, "emails_queued": 2, "presumed_sent": 0}', NULL, NULL),
	(60, 'schedule-tick', 'succeeded', 'd60', '2026-10-15 14:06:00+00', '2026-10-15 14:06:00.158242+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(61, 'detect', 'succeeded', 'd61', '2026-10-16 02:00:00+00', '2026-10-16 02:00:00.059424+00', '{"enrolled": 1, "held_out": 0, "completed": 0, "users_detected": 9}', NULL, NULL),
	(62, 'schedule-tick', 'succeeded', 'd62', '2026-10-16 02:45:00+00', '2026-10-16 02:45:00.011281+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(63, 'schedule-tick', 'succeeded', 'd63', '2026-10-16 06:10:00+00', '2026-10-16 06:10:00.092169+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(64, 'schedule-tick', 'succeeded', 'd64', '2026-10-16 06:11:00+00', '2026-10-16 06:11:00.028819+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(65, 'schedule-tick', 'succeeded', 'd65', '2026-10-16 14:05:00+00', '2026-10-16 14:05:00.035805+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(66, 'schedule-tick', 'succeeded', 'd66', '2026-10-16 14:06:00+00', '2026-10-16 14:06:00.002985+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(67, 'detect', 'succeeded', 'd67', '2026-10-17 02:00:00+00', '2026-10-17 02:00:00.074716+00', '{"enrolled": 0, "held_out": 0, "completed": 0, "users_detected": 9}', NULL, NULL),
	(68, 'schedule-tick', 'succeeded', 'd68', '2026-10-17 02:45:00+00', '2026-10-17 02:45:00.036527+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(69, 'schedule-tick', 'succeeded', 'd69', '2026-10-17 06:10:00+00', '2026-10-17 06:10:00.063934+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(70, 'schedule-tick', 'succeeded', 'd70', '2026-10-17 06:11:00+00', '2026-10-17 06:11:00.081207+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(71, 'schedule-tick', 'succeeded', 'd71', '2026-10-17 14:05:00+00', '2026-10-17 14:05:00.074395+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(72, 'schedule-tick', 'succeeded', 'd72', '2026-10-17 14:06:00+00', '2026-10-17 14:06:00.03148+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(73, 'detect', 'succeeded', 'd73', '2026-10-18 02:00:00+00', '2026-10-18 02:00:00.038381+00', '{"enrolled": 0, "held_out": 0, "completed": 0, "users_detected": 9}', NULL, NULL),
	(74, 'schedule-tick', 'succeeded', 'd74', '2026-10-18 02:45:00+00', '2026-10-18 02:45:00.003185+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(75, 'schedule-tick', 'succeeded', 'd75', '2026-10-18 06:10:00+00', '2026-10-18 06:10:00.155779+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(76, 'schedule-tick', 'succeeded', 'd76', '2026-10-18 06:11:00+00', '2026-10-18 06:11:00.004728+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(77, 'schedule-tick', 'succeeded', 'd77', '2026-10-18 14:05:00+00', '2026-10-18 14:05:00.053816+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(78, 'schedule-tick', 'succeeded', 'd78', '2026-10-18 14:06:00+00', '2026-10-18 14:06:00.035876+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(79, 'detect', 'succeeded', 'd79', '2026-10-19 02:00:00+00', '2026-10-19 02:00:00.114247+00', '{"enrolled": 1, "held_out": 0, "completed": 1, "users_detected": 10}', NULL, NULL),
	(80, 'schedule-tick', 'succeeded', 'd80', '2026-10-19 02:45:00+00', '2026-10-19 02:45:00.020131+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(81, 'schedule-tick', 'succeeded', 'd81', '2026-10-19 06:10:00+00', '2026-10-19 06:10:00.083544+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(82, 'schedule-tick', 'succeeded', 'd82', '2026-10-19 06:11:00+00', '2026-10-19 06:11:00.076412+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(83, 'schedule-tick', 'succeeded', 'd83', '2026-10-19 14:05:00+00', '2026-10-19 14:05:00.095967+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(84, 'schedule-tick', 'succeeded', 'd84', '2026-10-19 14:06:00+00', '2026-10-19 14:06:00.027841+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(85, 'detect', 'succeeded', 'd85', '2026-10-20 02:00:00+00', '2026-10-20 02:00:00.067873+00', '{"enrolled": 1, "held_out": 0, "completed": 0, "users_detected": 11}', NULL, NULL),
	(86, 'schedule-tick', 'succeeded', 'd86', '2026-10-20 02:45:00+00', '2026-10-20 02:45:00.075588+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(87, 'schedule-tick', 'succeeded', 'd87', '2026-10-20 06:10:00+00', '2026-10-20 06:10:00.056735+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 1, "unknown": 0, "reserved": 1, "looked_at": 2, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(88, 'schedule-tick', 'succeeded', 'd88', '2026-10-20 06:11:00+00', '2026-10-20 06:11:00.091987+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(89, 'schedule-tick', 'succeeded', 'd89', '2026-10-20 14:05:00+00', '2026-10-20 14:05:00.006608+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(90, 'schedule-tick', 'succeeded', 'd90', '2026-10-20 14:06:00+00', '2026-10-20 14:06:00.016943+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(91, 'detect', 'succeeded', 'd91', '2026-10-21 02:00:00+00', '2026-10-21 02:00:00.052051+00', '{"enrolled": 0, "held_out": 0, "completed": 0, "users_detected": 11}', NULL, NULL),
	(92, 'schedule-tick', 'succeeded', 'd92', '2026-10-21 02:45:00+00', '2026-10-21 02:45:00.09492+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(93, 'schedule-tick', 'succeeded', 'd93', '2026-10-21 06:10:00+00', '2026-10-21 06:10:00.149275+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 1, "unknown": 0, "reserved": 2, "looked_at": 3, "sms_queued": 2, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(94, 'schedule-tick', 'succeeded', 'd94', '2026-10-21 06:11:00+00', '2026-10-21 06:11:00.013216+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(95, 'schedule-tick', 'succeeded', 'd95', '2026-10-21 14:05:00+00', '2026-10-21 14:05:00.12512+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 3, "looked_at": 3, "sms_queued": 0, "emails_queued": 3, "presumed_sent": 0}', NULL, NULL),
	(96, 'schedule-tick', 'succeeded', 'd96', '2026-10-21 14:06:00+00', '2026-10-21 14:06:00.043679+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(97, 'detect', 'succeeded', 'd97', '2026-10-22 02:00:00+00', '2026-10-22 02:00:00.059294+00', '{"enrolled": 1, "held_out": 0, "completed": 0, "users_detected": 12}', NULL, NULL),
	(98, 'schedule-tick', 'succeeded', 'd98', '2026-10-22 02:45:00+00', '2026-10-22 02:45:00.035882+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(99, 'schedule-tick', 'succeeded', 'd99', '2026-10-22 06:10:00+00', '2026-10-22 06:10:00.053043+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 1, "unknown": 0, "reserved": 0, "looked_at": 3, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(100, 'schedule-tick', 'succeeded', 'd100', '2026-10-22 06:11:00+00', '2026-10-22 06:11:00.05881+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL);
INSERT INTO rekindle.job_execution_logs OVERRIDING SYSTEM VALUE VALUES
	(101, 'schedule-tick', 'succeeded', 'd101', '2026-10-22 14:05:00+00', '2026-10-22 14:05:00.169553+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 2, "looked_at": 2, "sms_queued": 1, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(102, 'schedule-tick', 'succeeded', 'd102', '2026-10-22 14:06:00+00', '2026-10-22 14:06:00.13738+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 2, "looked_at": 2, "sms_queued": 0, "emails_queued": 2, "presumed_sent": 0}', NULL, NULL),
	(103, 'detect', 'succeeded', 'd103', '2026-10-23 02:00:00+00', '2026-10-23 02:00:00.074687+00', '{"enrolled": 0, "held_out": 0, "completed": 0, "users_detected": 12}', NULL, NULL),
	(104, 'schedule-tick', 'succeeded', 'd104', '2026-10-23 02:45:00+00', '2026-10-23 02:45:00.069922+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(105, 'schedule-tick', 'succeeded', 'd105', '2026-10-23 06:10:00+00', '2026-10-23 06:10:00.104214+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 1, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(106, 'schedule-tick', 'succeeded', 'd106', '2026-10-23 06:11:00+00', '2026-10-23 06:11:00.022801+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(107, 'schedule-tick', 'succeeded', 'd107', '2026-10-23 14:05:00+00', '2026-10-23 14:05:00.091402+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(108, 'schedule-tick', 'succeeded', 'd108', '2026-10-23 14:06:00+00', '2026-10-23 14:06:00.023589+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(109, 'detect', 'succeeded', 'd109', '2026-10-24 02:00:00+00', '2026-10-24 02:00:00.083837+00', '{"enrolled": 1, "held_out": 0, "completed": 0, "users_detected": 13}', NULL, NULL),
	(110, 'schedule-tick', 'succeeded', 'd110', '2026-10-24 02:45:00+00', '2026-10-24 02:45:00.028443+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(111, 'schedule-tick', 'succeeded', 'd111', '2026-10-24 06:10:00+00', '2026-10-24 06:10:00.183972+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(112, 'schedule-tick', 'succeeded', 'd112', '2026-10-24 06:11:00+00', '2026-10-24 06:11:00.057205+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(113, 'schedule-tick', 'succeeded', 'd113', '2026-10-24 14:05:00+00', '2026-10-24 14:05:00.074258+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(114, 'schedule-tick', 'succeeded', 'd114', '2026-10-24 14:06:00+00', '2026-10-24 14:06:00.032648+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(115, 'detect', 'succeeded', 'd115', '2026-10-25 02:00:00+00', '2026-10-25 02:00:00.031782+00', '{"enrolled": 0, "held_out": 0, "completed": 0, "users_detected": 13}', NULL, NULL),
	(116, 'schedule-tick', 'succeeded', 'd116', '2026-10-25 02:45:00+00', '2026-10-25 02:45:00.016136+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(117, 'schedule-tick', 'succeeded', 'd117', '2026-10-25 06:10:00+00', '2026-10-25 06:10:00.049947+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(118, 'schedule-tick', 'succeeded', 'd118', '2026-10-25 06:11:00+00', '2026-10-25 06:11:00.054666+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(119, 'schedule-tick', 'succeeded', 'd119', '2026-10-25 14:05:00+00', '2026-10-25 14:05:00.105982+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 1, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(120, 'schedule-tick', 'succeeded', 'd120', '2026-10-25 14:06:00+00', '2026-10-25 14:06:00.047737+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(121, 'detect', 'succeeded', 'd121', '2026-10-26 02:00:00+00', '2026-10-26 02:00:00.074598+00', '{"enrolled": 0, "held_out": 0, "completed": 0, "users_detected": 13}', NULL, NULL),
	(122, 'schedule-tick', 'succeeded', 'd122', '2026-10-26 02:45:00+00', '2026-10-26 02:45:00.191453+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(123, 'schedule-tick', 'succeeded', 'd123', '2026-10-26 06:10:00+00', '2026-10-26 06:10:00.150947+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 1, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(124, 'schedule-tick', 'succeeded', 'd124', '2026-10-26 06:11:00+00', '2026-10-26 06:11:00.088008+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(125, 'schedule-tick', 'succeeded', 'd125', '2026-10-26 14:05:00+00', '2026-10-26 14:05:00.166411+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(126, 'schedule-tick', 'succeeded', 'd126', '2026-10-26 14:06:00+00', '2026-10-26 14:06:00.130384+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(127, 'detect', 'succeeded', 'd127', '2026-10-27 02:00:00+00', '2026-10-27 02:00:00.037097+00', '{"enrolled": 1, "held_out": 0, "completed": 0, "users_detected": 14}', NULL, NULL),
	(128, 'schedule-tick', 'succeeded', 'd128', '2026-10-27 02:45:00+00', '2026-10-27 02:45:00.027788+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(129, 'schedule-tick', 'succeeded', 'd129', '2026-10-27 06:10:00+00', '2026-10-27 06:10:00.063839+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 3, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(130, 'schedule-tick', 'succeeded', 'd130', '2026-10-27 06:11:00+00', '2026-10-27 06:11:00.204168+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(131, 'schedule-tick', 'succeeded', 'd131', '2026-10-27 14:05:00+00', '2026-10-27 14:05:00.153651+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 1, "looked_at": 1, "sms_queued": 0, "emails_queued": 1, "presumed_sent": 0}', NULL, NULL),
	(132, 'schedule-tick', 'succeeded', 'd132', '2026-10-27 14:06:00+00', '2026-10-27 14:06:00.01255+00', '{"ended": 0, "pages": 1, "parked": 0, "expired": 0, "skipped": 0, "unknown": 0, "reserved": 0, "looked_at": 0, "sms_queued": 0, "emails_queued": 0, "presumed_sent": 0}', NULL, NULL),
	(133, 'rollup', 'succeeded', 'd133', '2026-10-27 03:00:00+00', '2026-10-27 03:00:00.035131+00', '{"days": 7, "rows": 13}', NULL, NULL);
INSERT INTO rekindle.message_deliveries OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 1, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '18yt0ed-1', '\xc65f61da7585c4c948eb512864bb91ea23c4ecfd864fde92b9adcef08870ee31', '2026-10-06 03:00:00+00', '2026-10-06 14:05:00+00', '2026-10-06 14:05:00.139753+00', '2026-10-08 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-06 14:05:00.215185+00', '2026-10-06 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(2, 2, 3, 8, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '17e09hm-1', '\x7c285be76ccf8d0dc41d45316e377210b28d0283dcbc5e4fea6d866294a73b8c', '2026-10-07 03:00:00+00', '2026-10-07 06:10:00+00', '2026-10-07 06:10:00.192064+00', '2026-10-09 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-07 06:10:00.280268+00', '2026-10-07 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(3, 4, 4, 8, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '17e09hm-2', '\xeee98707fc6cbdc34eaa6f4eedb04d9957f6e0877ff70ff6ace55568d6f2d73b', '2026-10-07 03:00:00+00', '2026-10-07 06:10:00+00', '2026-10-07 06:10:00.192064+00', '2026-10-09 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-07 06:10:00.280268+00', '2026-10-07 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(4, 1, 2, 8, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '1h31sp1-1', '\xc65f61da7585c4c948eb512864bb91ea23c4ecfd864fde92b9adcef08870ee31', '2026-10-07 03:00:00+00', '2026-10-07 14:06:00+00', '2026-10-07 14:06:00.149546+00', '2026-10-09 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-07 14:06:00.245106+00', '2026-10-07 14:06:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(5, 2, 5, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '1elmvrc-1', '\x7c285be76ccf8d0dc41d45316e377210b28d0283dcbc5e4fea6d866294a73b8c', '2026-10-08 03:00:00+00', '2026-10-08 06:11:00+00', '2026-10-08 06:11:00.16608+00', '2026-10-10 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-08 06:11:00.236117+00', '2026-10-08 06:11:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(6, 3, 6, 8, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '3cmi0e-1', '\x3034815a5ae563745c70ae667bde0376e6cedaef6b09cd695e89da9af33adbd6', '2026-10-08 03:00:00+00', '2026-10-08 14:05:00+00', '2026-10-08 14:05:00.238325+00', '2026-10-10 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-08 14:05:00.374472+00', '2026-10-08 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(7, 3, 7, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '1enrow-1', '\x3034815a5ae563745c70ae667bde0376e6cedaef6b09cd695e89da9af33adbd6', '2026-10-11 03:00:00+00', '2026-10-11 14:05:00+00', '2026-10-11 14:05:00.163426+00', '2026-10-13 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-11 14:05:00.211685+00', '2026-10-11 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(10, 2, 3, 8, 1, 1, 0, 2, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', 'f9yx8w-1', '\x7c285be76ccf8d0dc41d45316e377210b28d0283dcbc5e4fea6d866294a73b8c', '2026-10-14 03:00:00+00', '2026-10-14 06:11:00+00', '2026-10-14 06:11:00.258642+00', '2026-10-16 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-14 06:11:00.294499+00', '2026-10-14 06:11:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(8, 4, 8, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '1207oew-1', '\xeee98707fc6cbdc34eaa6f4eedb04d9957f6e0877ff70ff6ace55568d6f2d73b', '2026-10-12 03:00:00+00', '2026-10-12 06:10:00+00', '2026-10-12 06:10:00.244134+00', '2026-10-14 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-12 06:10:00.348199+00', '2026-10-12 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(9, 1, 1, 7, 1, 1, 0, 2, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', 'vlzfwu-1', '\xc65f61da7585c4c948eb512864bb91ea23c4ecfd864fde92b9adcef08870ee31', '2026-10-13 03:00:00+00', '2026-10-13 14:06:00+00', '2026-10-13 14:06:00.204234+00', '2026-10-15 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-13 14:06:00.304552+00', '2026-10-13 14:06:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(13, 1, 2, 8, 1, 1, 0, 2, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', '143ey6w-1', '\xc65f61da7585c4c948eb512864bb91ea23c4ecfd864fde92b9adcef08870ee31', '2026-10-14 03:00:00+00', '2026-10-15 14:05:00+00', '2026-10-15 14:05:00.141627+00', '2026-10-16 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-15 14:05:00.247921+00', '2026-10-15 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(11, 4, 4, 8, 1, 1, 0, 2, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', 'f9yx8w-2', '\xeee98707fc6cbdc34eaa6f4eedb04d9957f6e0877ff70ff6ace55568d6f2d73b', '2026-10-14 03:00:00+00', '2026-10-14 06:11:00+00', '2026-10-14 06:11:00.258642+00', '2026-10-16 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-14 06:11:00.294499+00', '2026-10-14 06:11:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(14, 2, 5, 7, 1, 1, 0, 2, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', '143ey6w-2', '\x7c285be76ccf8d0dc41d45316e377210b28d0283dcbc5e4fea6d866294a73b8c', '2026-10-15 03:00:00+00', '2026-10-15 14:05:00+00', '2026-10-15 14:05:00.141627+00', '2026-10-17 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-15 14:05:00.247921+00', '2026-10-15 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(12, 5, 9, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '15g1lio-1', '\xe486165aff7039fde2d447c21f2e91141a8adbcc585574b6b83153a192a5ee81', '2026-10-14 03:00:00+00', '2026-10-14 14:05:00+00', '2026-10-14 14:05:00.196075+00', '2026-10-16 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-14 14:05:00.26011+00', '2026-10-14 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(16, 6, 10, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', 'z0e4xo-1', '\xddccc11fa5b7c40b4d9b6551011cea2d16a57d74f2a647e52ab7682428453727', '2026-10-16 03:00:00+00', '2026-10-16 06:10:00+00', '2026-10-16 06:10:00.176056+00', '2026-10-18 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-16 06:10:00.280519+00', '2026-10-16 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(15, 3, 6, 8, 1, 1, 0, 2, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', 'smaaj3-1', '\x3034815a5ae563745c70ae667bde0376e6cedaef6b09cd695e89da9af33adbd6', '2026-10-15 03:00:00+00', '2026-10-15 14:06:00+00', '2026-10-15 14:06:00.154656+00', '2026-10-17 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-15 14:06:00.240752+00', '2026-10-15 14:06:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(17, 3, 7, 7, 1, 1, 0, 2, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', '1rrzloo-1', '\x3034815a5ae563745c70ae667bde0376e6cedaef6b09cd695e89da9af33adbd6', '2026-10-18 11:00:00+00', '2026-10-18 14:06:00+00', '2026-10-18 14:06:00.122227+00', '2026-10-20 11:00:00+00', NULL, NULL, NULL, NULL, '2026-10-18 14:06:00.218942+00', '2026-10-18 14:06:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(21, 1, 2, 8, 1, 1, 1, 1, 1, 1, 0, 'sms', 'marketing', 'skipped', 'sms', NULL, 'no_address', NULL, NULL, NULL, '2026-10-21 03:00:00+00', '2026-10-21 06:10:00+00', '2026-10-21 06:10:00+00', '2026-10-21 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(18, 7, 11, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '1fsryi0-1', '\xa8c71b2c6d902b0d854c3570ccc3122e5b841695c83ecc7e5dd3e56221e6d89a', '2026-10-19 03:00:00+00', '2026-10-19 14:05:00+00', '2026-10-19 14:05:00.157153+00', '2026-10-21 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-19 14:05:00.213987+00', '2026-10-19 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(19, 1, 1, 7, 1, 1, 1, 1, 1, 1, 0, 'sms', 'marketing', 'skipped', 'sms', NULL, 'no_address', NULL, NULL, NULL, '2026-10-20 03:00:00+00', '2026-10-20 06:10:00+00', '2026-10-20 06:10:00+00', '2026-10-20 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(20, 8, 12, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', 'waezpz-1', '\x63ddf2b6eedd0b048f17cb9c211474beb3355a46012b1b287b33f2d2caee43be', '2026-10-20 03:00:00+00', '2026-10-20 06:10:00+00', '2026-10-20 06:10:00.051428+00', '2026-10-22 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-20 06:10:00.105526+00', '2026-10-20 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(22, 2, 3, 8, 1, 1, 1, 1, 1, 1, 1, 'sms', 'marketing', 'sent', 'sms', '54f78837148a7cee7b3288972c27f8b0081093b7b75fcbbd149c1740782a988f', NULL, 'twilio', 'SM000000000000000000363035626d6331', '\xe524a95904b1cde8321c77aa36dbccb5ad8b0a7313ee16c97bc2f0fbb93d8cce', '2026-10-21 03:00:00+00', '2026-10-21 06:10:00+00', '2026-10-21 06:10:00.112179+00', '2026-10-23 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-21 06:10:00.17937+00', '2026-10-21 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(27, 3, 6, 8, 1, 1, 1, 1, 1, 1, 0, 'sms', 'marketing', 'skipped', 'sms', NULL, 'no_address', NULL, NULL, NULL, '2026-10-22 03:00:00+00', '2026-10-22 06:10:00+00', '2026-10-22 06:10:00+00', '2026-10-22 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(23, 4, 4, 8, 1, 1, 1, 1, 1, 1, 1, 'sms', 'marketing', 'sent', 'sms', '54f78837148a7cee7b3288972c27f8b0081093b7b75fcbbd149c1740782a988f', NULL, 'twilio', 'SM000000000000000000363035626d6332', '\x9060bcee3fa36fe7829718998694420991e6e353051759a19ecd015f76466ff4', '2026-10-21 03:00:00+00', '2026-10-21 06:10:00+00', '2026-10-21 06:10:00.112179+00', '2026-10-23 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-21 06:10:00.17937+00', '2026-10-21 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(24, 1, 1, 7, 1, 1, 0, 3, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', 'wtk7hm-1', '\xc65f61da7585c4c948eb512864bb91ea23c4ecfd864fde92b9adcef08870ee31', '2026-10-20 03:00:00+00', '2026-10-21 14:05:00+00', '2026-10-21 14:05:00.155991+00', '2026-10-22 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-21 14:05:00.23166+00', '2026-10-21 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(25, 2, 3, 8, 1, 1, 0, 3, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', 'wtk7hm-2', '\x7c285be76ccf8d0dc41d45316e377210b28d0283dcbc5e4fea6d866294a73b8c', '2026-10-21 03:00:00+00', '2026-10-21 14:05:00+00', '2026-10-21 14:05:00.155991+00', '2026-10-23 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-21 14:05:00.23166+00', '2026-10-21 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(26, 4, 4, 8, 1, 1, 0, 3, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', 'wtk7hm-3', '\xeee98707fc6cbdc34eaa6f4eedb04d9957f6e0877ff70ff6ace55568d6f2d73b', '2026-10-21 03:00:00+00', '2026-10-21 14:05:00+00', '2026-10-21 14:05:00.155991+00', '2026-10-23 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-21 14:05:00.23166+00', '2026-10-21 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(28, 2, 5, 7, 1, 1, 1, 1, 1, 1, 1, 'sms', 'marketing', 'sent', 'sms', '54f78837148a7cee7b3288972c27f8b0081093b7b75fcbbd149c1740782a988f', NULL, 'twilio', 'SM0000000000000000007a376c30647631', '\xe524a95904b1cde8321c77aa36dbccb5ad8b0a7313ee16c97bc2f0fbb93d8cce', '2026-10-22 03:00:00+00', '2026-10-22 14:05:00+00', '2026-10-22 14:05:00.080687+00', '2026-10-24 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-22 14:05:00.172813+00', '2026-10-22 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(29, 9, 13, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', 'z7l0dv-2', '\x7114e48f281dd9073b29637dfa1e9ce7724a3503bba2467133b7f4255751d749', '2026-10-22 03:00:00+00', '2026-10-22 14:05:00+00', '2026-10-22 14:05:00.166719+00', '2026-10-24 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-22 14:05:00.214685+00', '2026-10-22 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(30, 1, 2, 8, 1, 1, 0, 3, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', 'nfat9q-1', '\xc65f61da7585c4c948eb512864bb91ea23c4ecfd864fde92b9adcef08870ee31', '2026-10-21 03:00:00+00', '2026-10-22 14:06:00+00', '2026-10-22 14:06:00.12347+00', '2026-10-23 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-22 14:06:00.188362+00', '2026-10-22 14:06:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(31, 2, 5, 7, 1, 1, 0, 3, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', 'nfat9q-2', '\x7c285be76ccf8d0dc41d45316e377210b28d0283dcbc5e4fea6d866294a73b8c', '2026-10-22 03:00:00+00', '2026-10-22 14:06:00+00', '2026-10-22 14:06:00.12347+00', '2026-10-24 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-22 14:06:00.188362+00', '2026-10-22 14:06:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(32, 6, 10, 7, 1, 1, 0, 2, 1, 2, 0, 'email', 'marketing', 'skipped', 'value', NULL, 'bounced', NULL, NULL, NULL, '2026-10-23 03:00:00+00', '2026-10-23 06:10:00+00', '2026-10-23 06:10:00+00', '2026-10-23 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(33, 3, 6, 8, 1, 1, 0, 3, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', '1jvp9xb-1', '\x3034815a5ae563745c70ae667bde0376e6cedaef6b09cd695e89da9af33adbd6', '2026-10-22 03:00:00+00', '2026-10-23 14:05:00+00', '2026-10-23 14:05:00.116432+00', '2026-10-24 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-23 14:05:00.162907+00', '2026-10-23 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(34, 10, 14, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', 'e8tmb0-1', '\x308ff0197edb96e199b0a88f15042d70897bad8261502e270247d90bc50ba024', '2026-10-24 03:00:00+00', '2026-10-24 06:10:00+00', '2026-10-24 06:10:00.096034+00', '2026-10-26 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-24 06:10:00.160041+00', '2026-10-24 06:10:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(35, 3, 7, 7, 1, 1, 1, 1, 1, 1, 0, 'sms', 'marketing', 'skipped', 'sms', NULL, 'no_address', NULL, NULL, NULL, '2026-10-25 11:00:00+00', '2026-10-25 14:05:00+00', '2026-10-25 14:05:00+00', '2026-10-25 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(36, 3, 7, 7, 1, 1, 0, 3, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', 'c5qdyc-1', '\x3034815a5ae563745c70ae667bde0376e6cedaef6b09cd695e89da9af33adbd6', '2026-10-25 11:00:00+00', '2026-10-26 14:05:00+00', '2026-10-26 14:05:00.098544+00', '2026-10-27 11:00:00+00', NULL, NULL, NULL, NULL, '2026-10-26 14:05:00.14669+00', '2026-10-26 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(37, 7, 11, 7, 1, 1, 0, 2, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', '1imr7on-1', '\xa8c71b2c6d902b0d854c3570ccc3122e5b841695c83ecc7e5dd3e56221e6d89a', '2026-10-26 03:00:00+00', '2026-10-26 14:06:00+00', '2026-10-26 14:06:00.144029+00', '2026-10-28 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-26 14:06:00.206374+00', '2026-10-26 14:06:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(38, 8, 12, 7, 1, 1, 0, 2, 1, 2, 1, 'email', 'marketing', 'sent', 'value', '771c69756567d40d0672a702603e22cf6f3c022fa94ae1171aad56e764604254', NULL, 'sendgrid', '6n8wwo-1', '\x63ddf2b6eedd0b048f17cb9c211474beb3355a46012b1b287b33f2d2caee43be', '2026-10-27 03:00:00+00', '2026-10-27 06:11:00+00', '2026-10-27 06:11:00.153594+00', '2026-10-29 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-27 06:11:00.219753+00', '2026-10-27 06:11:00+00', NULL, NULL, NULL, NULL, NULL, NULL),
	(39, 11, 15, 7, 1, 1, 0, 1, 1, 1, 1, 'email', 'marketing', 'sent', 'welcome-back', '6c11074842969eff8ad6caeb1d2fdfdde4649eb9f711d7544c18c86c5ef7ae58', NULL, 'sendgrid', '4dz72-1', '\xbb28eeb7729c7e1aaf698ed263d4b6061680323da2408b0c78db9102b0f78910', '2026-10-27 03:00:00+00', '2026-10-27 14:05:00+00', '2026-10-27 14:05:00.152178+00', '2026-10-29 03:00:00+00', NULL, NULL, NULL, NULL, '2026-10-27 14:05:00.199043+00', '2026-10-27 14:05:00+00', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO rekindle.recipients VALUES
	(1, 'user', 0, '2026-10-06 02:00:00+00'),
	(2, 'user', 0, '2026-10-07 02:00:00+00'),
	(4, 'user', 0, '2026-10-07 02:00:00+00'),
	(3, 'user', 0, '2026-10-08 02:00:00+00'),
	(7, 'user', 0, '2026-10-19 02:00:00+00'),
	(5, 'user', 1, '2026-10-14 02:00:00+00'),
	(8, 'user', 0, '2026-10-20 02:00:00+00'),
	(6, 'user', 1, '2026-10-16 02:00:00+00'),
	(9, 'user', 0, '2026-10-22 02:00:00+00'),
	(10, 'user', 0, '2026-10-24 02:00:00+00'),
	(11, 'user', 0, '2026-10-27 02:00:00+00');
INSERT INTO rekindle.suppressions OVERRIDING SYSTEM VALUE VALUES
	(1, 5, 'all', 'all', '', 0, '', 0, '\x', 'opt_out', 'email_link', 1, '2026-10-19 05:00:00+00', NULL),
	(2, 6, 'email', 'all', '', 0, '', 0, '\xddccc11fa5b7c40b4d9b6551011cea2d16a57d74f2a647e52ab7682428453727', 'bounce', 'provider', 1, '2026-10-20 05:00:00+00', NULL);
INSERT INTO rekindle.time_zones VALUES ('America/New_York'), ('Asia/Kolkata'), ('Europe/London'), ('UTC');
INSERT INTO rekindle.tracked_links VALUES
	('TacjcrfDDo', 1, 0, 'https://learn.example.org/courses/7', '2026-10-06 14:05:00.139753+00'),
	('DM0A1g98QB', 2, 0, 'https://learn.example.org/courses/8', '2026-10-07 06:10:00.192064+00'),
	('rgBjW50lrt', 3, 0, 'https://learn.example.org/courses/8', '2026-10-07 06:10:00.192064+00'),
	('e4Q9HGxIcd', 4, 0, 'https://learn.example.org/courses/8', '2026-10-07 14:06:00.149546+00'),
	('37h31S782l', 5, 0, 'https://learn.example.org/courses/7', '2026-10-08 06:11:00.16608+00'),
	('2Wg0hqkTOI', 6, 0, 'https://learn.example.org/courses/8', '2026-10-08 14:05:00.238325+00'),
	('GqTvSevmbf', 7, 0, 'https://learn.example.org/courses/7', '2026-10-11 14:05:00.163426+00'),
	('dGotS8HAD3', 8, 0, 'https://learn.example.org/courses/7', '2026-10-12 06:10:00.244134+00'),
	('pbep4ZucLT', 9, 0, 'https://learn.example.org/courses/7', '2026-10-13 14:06:00.204234+00'),
	('UEGabIKWza', 10, 0, 'https://learn.example.org/courses/8', '2026-10-14 06:11:00.258642+00'),
	('y5Stjlt7ij', 11, 0, 'https://learn.example.org/courses/8', '2026-10-14 06:11:00.258642+00'),
	('gg8UJY9yYe', 12, 0, 'https://learn.example.org/courses/7', '2026-10-14 14:05:00.196075+00'),
	('cdpJ4Gbvv2', 13, 0, 'https://learn.example.org/courses/8', '2026-10-15 14:05:00.141627+00'),
	('BcR2vJyVls', 14, 0, 'https://learn.example.org/courses/7', '2026-10-15 14:05:00.141627+00'),
	('DENcUyTpgJ', 15, 0, 'https://learn.example.org/courses/8', '2026-10-15 14:06:00.154656+00'),
	('xIBgH01qX2', 16, 0, 'https://learn.example.org/courses/7', '2026-10-16 06:10:00.176056+00'),
	('66vVB2qtpW', 17, 0, 'https://learn.example.org/courses/7', '2026-10-18 14:06:00.122227+00'),
	('udSNFS5oZb', 18, 0, 'https://learn.example.org/courses/7', '2026-10-19 14:05:00.157153+00'),
	('KMxBqv9eVJ', 20, 0, 'https://learn.example.org/courses/7', '2026-10-20 06:10:00.051428+00'),
	('CqTLorxLRm', 22, 0, 'https://learn.example.org/courses/8', '2026-10-21 06:10:00.112179+00'),
	('aUmjg3BlKa', 23, 0, 'https://learn.example.org/courses/8', '2026-10-21 06:10:00.112179+00'),
	('1VSHDGgBgw', 24, 0, 'https://learn.example.org/courses/7', '2026-10-21 14:05:00.155991+00'),
	('cvpEUYEbft', 25, 0, 'https://learn.example.org/courses/8', '2026-10-21 14:05:00.155991+00'),
	('tk6UBpqCVC', 26, 0, 'https://learn.example.org/courses/8', '2026-10-21 14:05:00.155991+00'),
	('bN8lv9raM0', 28, 0, 'https://learn.example.org/courses/7', '2026-10-22 14:05:00.080687+00'),
	('A64NJZ5Zei', 29, 0, 'https://learn.example.org/courses/7', '2026-10-22 14:05:00.166719+00'),
	('QK9nTIeSK8', 30, 0, 'https://learn.example.org/courses/8', '2026-10-22 14:06:00.12347+00'),
	('bl3bmTjFtA', 31, 0, 'https://learn.example.org/courses/7', '2026-10-22 14:06:00.12347+00'),
	('AJqVHhVkYB', 33, 0, 'https://learn.example.org/courses/8', '2026-10-23 14:05:00.116432+00'),
	('IKa70Nxru8', 34, 0, 'https://learn.example.org/courses/7', '2026-10-24 06:10:00.096034+00'),
	('CZjgixgv6u', 36, 0, 'https://learn.example.org/courses/7', '2026-10-26 14:05:00.098544+00'),
	('HgrvJXKpj7', 37, 0, 'https://learn.example.org/courses/7', '2026-10-26 14:06:00.144029+00'),
	('O96fQRzobI', 38, 0, 'https://learn.example.org/courses/7', '2026-10-27 06:11:00.153594+00'),
	('Nlwyf8r4u3', 39, 0, 'https://learn.example.org/courses/7', '2026-10-27 14:05:00.152178+00');
INSERT INTO rekindle_migrations.applied VALUES
	(1, '0001_roles.sql', 'b42f82ccd5b0b9c409782b98a438c25b140bfe414a0b6a9b2a9edcfc26e03eda', false, '2026-11-29 09:57:31.072289+00'),
	(2, '0002_lms.sql', '8b7f791381d5ddf335fbe387c2e0f01a004eb117d62d324cbdf7d1c707cb9cd3', false, '2026-11-29 09:57:31.072289+00'),
	(3, '0003_campaigns.sql', '28c9a71997db15483138f81fa8cd48ee613f01601cfc6d257b885532217072b0', false, '2026-11-29 09:57:31.072289+00'),
	(4, '0004_enrollments.sql', 'b049f3411d6f5f1ba06f74b06203d473e7cb07df8e01e57894f1ea711d06a8fd', false, '2026-11-29 09:57:31.072289+00'),
	(5, '0005_deliveries.sql', '42567b7569d069586a5aed6667fb044721a7451eb3a02b35e45983f5463d0f83', false, '2026-11-29 09:57:31.072289+00'),
	(6, '0006_operations.sql', '23ae5406cc7e9dfacf2f7acf228ae78bd23b5f34a49d2ba757e79636d4d9d836', false, '2026-11-29 09:57:31.072289+00'),
	(7, '0007_opt_out.sql', '998a35f941b4c6a597631c189613d3dd42398d8466e06949a51c2617887e2c54', false, '2026-11-29 09:57:31.072289+00'),
	(8, '0008_callbacks.sql', 'da478703b2d6344dba3a7f77e831b49a32a26db193baa6eba959bc775264e14a', false, '2026-11-29 09:57:31.072289+00'),
	(9, '0009_views.sql', '2628b87449f4e38887081e9efee4849ebf9f1ab8c03b55f77ba18990b3337c2a', false, '2026-11-29 09:57:31.072289+00'),
	(10, '0010_violations.sql', '18a1ea40634d66fc65ad7f588210765752e0b7f57fe91c7a2fc08239d705a951', false, '2026-11-29 09:57:31.072289+00'),
	(11, '0011_privileges.sql', '4c8b4555dc5947cba8b50cd996352c5d6f8b0386e1f9e29ae3888fe1442e8615', false, '2026-11-29 09:57:31.072289+00'),
	(12, '0012_claims.sql', '7dc845d539aaa7d06538a41f52943c8607a75d8557b1d5717bbaddb502735850', false, '2026-11-29 09:57:31.072289+00'),
	(13, '0013_sending.sql', '77bd4ca24294a7c42a17547ca6a49e92a3ec806569ecccf1d0e167048d262f00', false, '2026-11-29 09:57:31.072289+00');
SELECT pg_catalog.setval('rekindle.anomalies_id_seq', 1, false);
SELECT pg_catalog.setval('rekindle.campaign_enrollments_id_seq', 15, true);
SELECT pg_catalog.setval('rekindle.campaigns_id_seq', 1, true);
SELECT pg_catalog.setval('rekindle.job_execution_logs_id_seq', 133, true);
SELECT pg_catalog.setval('rekindle.message_deliveries_id_seq', 39, true);
SELECT pg_catalog.setval('rekindle.notifications_id_seq', 1, false);
SELECT pg_catalog.setval('rekindle.suppressions_id_seq', 2, true);
ALTER TABLE ONLY lms.course_enrolments
    ADD CONSTRAINT course_enrolments_pkey PRIMARY KEY (user_id, course_id);
ALTER TABLE ONLY lms.courses
    ADD CONSTRAINT courses_pkey PRIMARY KEY (course_id);
ALTER TABLE ONLY lms.user_course_progress
    ADD CONSTRAINT user_course_progress_pkey PRIMARY KEY (user_id, course_id);
ALTER TABLE ONLY lms.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY rekindle.anomalies
    ADD CONSTRAINT anomalies_pkey PRIMARY KEY (id);
ALTER TABLE ONLY rekindle.campaign_analytics
    ADD CONSTRAINT campaign_analytics_pkey PRIMARY KEY (day, campaign_id, channel);
ALTER TABLE ONLY rekindle.campaign_enrollments
    ADD CONSTRAINT campaign_enrollments_key UNIQUE (user_id, campaign_id, subject_id, episode);
ALTER TABLE ONLY rekindle.campaign_enrollments
    ADD CONSTRAINT campaign_enrollments_pkey PRIMARY KEY (id);
ALTER TABLE ONLY rekindle.campaign_versions
    ADD CONSTRAINT campaign_versions_content_key UNIQUE (campaign_id, content_hash);
ALTER TABLE ONLY rekindle.campaign_versions
    ADD CONSTRAINT campaign_versions_pkey PRIMARY KEY (campaign_id, version);
ALTER TABLE ONLY rekindle.campaigns
    ADD CONSTRAINT campaigns_pkey PRIMARY KEY (id);
ALTER TABLE ONLY rekindle.campaigns
    ADD CONSTRAINT campaigns_slug_key UNIQUE (slug);
ALTER TABLE ONLY rekindle.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (user_id, channel, given_at);
ALTER TABLE ONLY rekindle.delivery_attempts
    ADD CONSTRAINT delivery_attempts_pkey PRIMARY KEY (delivery_id, attempt);
ALTER TABLE ONLY rekindle.delivery_events
    ADD CONSTRAINT delivery_events_pkey PRIMARY KEY (delivery_id, kind, occurred_at, detail, is_suspect);
ALTER TABLE ONLY rekindle.deployment
    ADD CONSTRAINT deployment_pkey PRIMARY KEY (is_only);
ALTER TABLE ONLY rekindle.host_events
    ADD CONSTRAINT host_events_pkey PRIMARY KEY (source, event_id);
ALTER TABLE ONLY rekindle.job_execution_logs
    ADD CONSTRAINT job_execution_logs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY rekindle.message_deliveries
    ADD CONSTRAINT message_deliveries_key UNIQUE (enrollment_id, step, occurrence, channel);
ALTER TABLE ONLY rekindle.message_deliveries
    ADD CONSTRAINT message_deliveries_pkey PRIMARY KEY (id);
ALTER TABLE ONLY rekindle.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (id);
ALTER TABLE ONLY rekindle.provider_breakers
    ADD CONSTRAINT provider_breakers_pkey PRIMARY KEY (provider);
ALTER TABLE ONLY rekindle.rate_limits
    ADD CONSTRAINT rate_limits_pkey PRIMARY KEY (provider);
ALTER TABLE ONLY rekindle.recipients
    ADD CONSTRAINT recipients_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY rekindle.suppressions
    ADD CONSTRAINT suppressions_key UNIQUE (user_id, channel, scope, topic, campaign_id, subject_type, subject_id, address_hash);
ALTER TABLE ONLY rekindle.suppressions
    ADD CONSTRAINT suppressions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY rekindle.time_zones
    ADD CONSTRAINT time_zones_pkey PRIMARY KEY (name);
ALTER TABLE ONLY rekindle.tracked_links
    ADD CONSTRAINT tracked_links_pkey PRIMARY KEY (code);
ALTER TABLE ONLY rekindle_migrations.applied
    ADD CONSTRAINT applied_pkey PRIMARY KEY (version);
CREATE INDEX user_activities_pair ON lms.user_activities USING btree (user_id, course_id, activity_date);
CREATE INDEX users_phone_number ON lms.users USING btree (phone_number) WHERE (phone_number IS NOT NULL);
CREATE INDEX anomalies_open ON rekindle.anomalies USING btree (created_at) WHERE (resolved_at IS NULL);
CREATE INDEX campaign_enrollments_due ON rekindle.campaign_enrollments USING btree (next_due_at) WHERE (status = 'active'::text);
CREATE UNIQUE INDEX campaign_enrollments_exclusive ON rekindle.campaign_enrollments USING btree (user_id, subject_id, exclusive_group) WHERE ((status = ANY (ARRAY['active'::text, 'paused'::text])) AND (exclusive_group IS NOT NULL));
CREATE INDEX job_execution_logs_job ON rekindle.job_execution_logs USING btree (job, started_at DESC);
CREATE INDEX job_execution_logs_running ON rekindle.job_execution_logs USING btree (job) WHERE (status = 'running'::text);
CREATE INDEX message_deliveries_attention ON rekindle.message_deliveries USING btree (attention_at) WHERE (attention_at IS NOT NULL);
CREATE INDEX message_deliveries_scheduled ON rekindle.message_deliveries USING brin (scheduled_at);
CREATE INDEX message_deliveries_user ON rekindle.message_deliveries USING btree (user_id);
CREATE INDEX notifications_unread ON rekindle.notifications USING btree (user_id, created_at DESC);
CREATE INDEX tracked_links_delivery ON rekindle.tracked_links USING btree (delivery_id);
CREATE TRIGGER campaign_enrollments_guard BEFORE UPDATE OF status ON rekindle.campaign_enrollments FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION rekindle.guard_enrollment();
CREATE TRIGGER campaign_enrollments_messages AFTER DELETE ON rekindle.campaign_enrollments REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION rekindle.delete_messages();
CREATE TRIGGER campaign_versions_functions AFTER INSERT ON rekindle.campaign_versions FOR EACH ROW EXECUTE FUNCTION rekindle.define_campaign_functions();
CREATE TRIGGER campaign_versions_immutable BEFORE UPDATE ON rekindle.campaign_versions FOR EACH ROW EXECUTE FUNCTION rekindle.refuse_change();
CREATE TRIGGER message_deliveries_guard BEFORE UPDATE OF status ON rekindle.message_deliveries FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) AND (((old.status || '>'::text) || new.status) <> ALL (ARRAY['scheduled>sending'::text, 'scheduled>skipped'::text, 'sending>sent'::text, 'sending>scheduled'::text, 'sending>failed'::text, 'sending>unknown'::text, 'sending>skipped'::text, 'unknown>sent'::text, 'unknown>presumed_sent'::text, 'unknown>scheduled'::text, 'presumed_sent>sent'::text, 'scheduled>sent'::text, 'skipped>sent'::text, 'failed>sent'::text])))) EXECUTE FUNCTION rekindle.guard_delivery();
CREATE TRIGGER message_deliveries_traces AFTER DELETE ON rekindle.message_deliveries REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION rekindle.delete_traces();
ALTER TABLE ONLY rekindle.campaign_analytics
    ADD CONSTRAINT campaign_analytics_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES rekindle.campaigns(id) ON DELETE RESTRICT;
ALTER TABLE ONLY rekindle.campaign_enrollments
    ADD CONSTRAINT campaign_enrollments_user_id_fkey FOREIGN KEY (user_id) REFERENCES rekindle.recipients(user_id) ON DELETE CASCADE;
ALTER TABLE ONLY rekindle.campaign_versions
    ADD CONSTRAINT campaign_versions_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES rekindle.campaigns(id) ON DELETE RESTRICT;
ALTER TABLE ONLY rekindle.notifications
    ADD CONSTRAINT notifications_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES rekindle.message_deliveries(id) ON DELETE CASCADE;
GRANT USAGE ON SCHEMA lms TO rekindle_dashboard;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA rekindle TO rekindle_detect;
GRANT USAGE ON SCHEMA rekindle TO rekindle_tick;
GRANT USAGE ON SCHEMA rekindle TO rekindle_send_email;
GRANT USAGE ON SCHEMA rekindle TO rekindle_send_sms;
GRANT USAGE ON SCHEMA rekindle TO rekindle_webhook;
GRANT USAGE ON SCHEMA rekindle TO rekindle_unsubscribe;
GRANT USAGE ON SCHEMA rekindle TO rekindle_link;
GRANT USAGE ON SCHEMA rekindle TO rekindle_dashboard;
GRANT USAGE ON SCHEMA rekindle TO rekindle_rollup;
GRANT USAGE ON SCHEMA rekindle TO rekindle_cleanup;
REVOKE ALL ON FUNCTION rekindle.campaign_context(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.campaign_context(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) TO rekindle_send_email;
GRANT ALL ON FUNCTION rekindle.campaign_context(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) TO rekindle_send_sms;
REVOKE ALL ON FUNCTION rekindle.campaign_goals_met(campaign integer, version integer, as_of timestamp with time zone, learner bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.campaign_goals_met(campaign integer, version integer, as_of timestamp with time zone, learner bigint) TO rekindle_detect;
REVOKE ALL ON FUNCTION rekindle.campaign_segment(campaign integer, version integer, as_of timestamp with time zone, inactive_days integer, lookback_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.campaign_segment(campaign integer, version integer, as_of timestamp with time zone, inactive_days integer, lookback_days integer) TO rekindle_detect;
REVOKE ALL ON FUNCTION rekindle.campaign_state(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.campaign_state(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) TO rekindle_tick;
GRANT ALL ON FUNCTION rekindle.campaign_state(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) TO rekindle_send_email;
GRANT ALL ON FUNCTION rekindle.campaign_state(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) TO rekindle_send_sms;
GRANT ALL ON FUNCTION rekindle.campaign_state(campaign integer, version integer, as_of timestamp with time zone, learners bigint[], subjects bigint[]) TO rekindle_dashboard;
REVOKE ALL ON FUNCTION rekindle.claim_deliveries(campaign integer, version integer, moment timestamp with time zone, provider text, ids bigint[], learners bigint[], subjects bigint[], tokens bigint[], template_hashes text[], address_hashes bytea[], from_minute integer, to_minute integer, fallback_zone text, codes text[], link_deliveries bigint[], link_indexes smallint[], targets text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.claim_deliveries(campaign integer, version integer, moment timestamp with time zone, provider text, ids bigint[], learners bigint[], subjects bigint[], tokens bigint[], template_hashes text[], address_hashes bytea[], from_minute integer, to_minute integer, fallback_zone text, codes text[], link_deliveries bigint[], link_indexes smallint[], targets text[]) TO rekindle_send_email;
GRANT ALL ON FUNCTION rekindle.claim_deliveries(campaign integer, version integer, moment timestamp with time zone, provider text, ids bigint[], learners bigint[], subjects bigint[], tokens bigint[], template_hashes text[], address_hashes bytea[], from_minute integer, to_minute integer, fallback_zone text, codes text[], link_deliveries bigint[], link_indexes smallint[], targets text[]) TO rekindle_send_sms;
REVOKE ALL ON FUNCTION rekindle.define_campaign_functions() FROM PUBLIC;
REVOKE ALL ON FUNCTION rekindle.delete_messages() FROM PUBLIC;
REVOKE ALL ON FUNCTION rekindle.delete_traces() FROM PUBLIC;
REVOKE ALL ON FUNCTION rekindle.follow_link(short_code text, is_machine boolean, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.follow_link(short_code text, is_machine boolean, moment timestamp with time zone) TO rekindle_link;
GRANT SELECT ON TABLE rekindle.suppressions TO rekindle_detect;
GRANT SELECT ON TABLE rekindle.suppressions TO rekindle_tick;
GRANT SELECT ON TABLE rekindle.suppressions TO rekindle_send_email;
GRANT SELECT ON TABLE rekindle.suppressions TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.suppressions TO rekindle_dashboard;
GRANT SELECT ON TABLE rekindle.suppressions TO rekindle_rollup;
REVOKE ALL ON FUNCTION rekindle.lock_reported(deliveries bigint[], kinds text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION rekindle.merge_events(from_provider text, deliveries bigint[], kinds text[], times timestamp with time zone[], details text[], suspects boolean[], message_ids text[], moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.merge_events(from_provider text, deliveries bigint[], kinds text[], times timestamp with time zone[], details text[], suspects boolean[], message_ids text[], moment timestamp with time zone) TO rekindle_webhook;
REVOKE ALL ON FUNCTION rekindle.opt_in(delivery bigint, on_scope text, on_channel text, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.opt_in(delivery bigint, on_scope text, on_channel text, moment timestamp with time zone) TO rekindle_unsubscribe;
REVOKE ALL ON FUNCTION rekindle.opt_in_by_reply(on_channel text, address text, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.opt_in_by_reply(on_channel text, address text, moment timestamp with time zone) TO rekindle_webhook;
REVOKE ALL ON FUNCTION rekindle.suppress(learner bigint, on_channel text, on_scope text, about_topic text, campaign integer, about_subject_type text, subject bigint, address bytea, why text, via text, moment timestamp with time zone) FROM PUBLIC;
GRANT SELECT ON TABLE rekindle.campaigns TO rekindle_detect;
GRANT SELECT ON TABLE rekindle.campaigns TO rekindle_tick;
GRANT SELECT ON TABLE rekindle.campaigns TO rekindle_send_email;
GRANT SELECT ON TABLE rekindle.campaigns TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.campaigns TO rekindle_dashboard;
GRANT SELECT ON TABLE rekindle.campaigns TO rekindle_rollup;
GRANT SELECT ON TABLE rekindle.campaigns TO rekindle_cleanup;
GRANT SELECT,INSERT ON TABLE rekindle.message_deliveries TO rekindle_tick;
GRANT SELECT ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT SELECT ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.message_deliveries TO rekindle_dashboard;
GRANT SELECT ON TABLE rekindle.message_deliveries TO rekindle_rollup;
GRANT SELECT,DELETE ON TABLE rekindle.message_deliveries TO rekindle_cleanup;
GRANT UPDATE(attempt) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(attempt) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(status) ON TABLE rekindle.message_deliveries TO rekindle_tick;
GRANT UPDATE(status) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(status) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(template_hash) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(template_hash) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(reason) ON TABLE rekindle.message_deliveries TO rekindle_tick;
GRANT UPDATE(reason) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(reason) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(provider) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(provider) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(provider_message_id) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(provider_message_id) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(address_hash) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(address_hash) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(not_before) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(not_before) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(attention_at) ON TABLE rekindle.message_deliveries TO rekindle_tick;
GRANT UPDATE(attention_at) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(attention_at) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(lease_token) ON TABLE rekindle.message_deliveries TO rekindle_tick;
GRANT UPDATE(lease_token) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(lease_token) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(lease_until) ON TABLE rekindle.message_deliveries TO rekindle_tick;
GRANT UPDATE(lease_until) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(lease_until) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(unknown_at) ON TABLE rekindle.message_deliveries TO rekindle_tick;
GRANT UPDATE(unknown_at) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(unknown_at) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
GRANT UPDATE(sent_at) ON TABLE rekindle.message_deliveries TO rekindle_tick;
GRANT UPDATE(sent_at) ON TABLE rekindle.message_deliveries TO rekindle_send_email;
GRANT UPDATE(sent_at) ON TABLE rekindle.message_deliveries TO rekindle_send_sms;
REVOKE ALL ON FUNCTION rekindle.opt_out(delivery bigint, on_scope text, on_channel text, via text, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.opt_out(delivery bigint, on_scope text, on_channel text, via text, moment timestamp with time zone) TO rekindle_unsubscribe;
REVOKE ALL ON FUNCTION rekindle.opt_out_by_reply(on_channel text, address text, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.opt_out_by_reply(on_channel text, address text, moment timestamp with time zone) TO rekindle_webhook;
GRANT SELECT ON TABLE lms.courses TO rekindle_dashboard;
REVOKE ALL ON FUNCTION rekindle.opt_out_subject(delivery bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.opt_out_subject(delivery bigint) TO rekindle_unsubscribe;
REVOKE ALL ON FUNCTION rekindle.preferences(delivery bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.preferences(delivery bigint) TO rekindle_unsubscribe;
REVOKE ALL ON FUNCTION rekindle.record_open(short_code text, is_machine boolean, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.record_open(short_code text, is_machine boolean, moment timestamp with time zone) TO rekindle_link;
REVOKE ALL ON FUNCTION rekindle.record_outcomes(moment timestamp with time zone, ids bigint[], tokens bigint[], outcomes text[], reason_codes text[], message_ids text[], retries timestamp with time zone[], grace interval) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.record_outcomes(moment timestamp with time zone, ids bigint[], tokens bigint[], outcomes text[], reason_codes text[], message_ids text[], retries timestamp with time zone[], grace interval) TO rekindle_send_email;
GRANT ALL ON FUNCTION rekindle.record_outcomes(moment timestamp with time zone, ids bigint[], tokens bigint[], outcomes text[], reason_codes text[], message_ids text[], retries timestamp with time zone[], grace interval) TO rekindle_send_sms;
REVOKE ALL ON FUNCTION rekindle.refuse_address(delivery bigint, is_opt_out boolean, moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION rekindle.refuse_address(delivery bigint, is_opt_out boolean, moment timestamp with time zone) TO rekindle_send_email;
GRANT ALL ON FUNCTION rekindle.refuse_address(delivery bigint, is_opt_out boolean, moment timestamp with time zone) TO rekindle_send_sms;
REVOKE ALL ON FUNCTION rekindle.settle_by_evidence(deliveries bigint[], kinds text[], times timestamp with time zone[], moment timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION rekindle.suppress_reported(deliveries bigint[], kinds text[], times timestamp with time zone[], details text[], moment timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION rekindle_campaigns.course_completion_v1_context(as_of timestamp with time zone, learner bigint, subject bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION rekindle_campaigns.course_completion_v1_contexts(as_of timestamp with time zone, learners bigint[], subjects bigint[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION rekindle_campaigns.course_completion_v1_goal(as_of timestamp with time zone, learner bigint, subject bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION rekindle_campaigns.course_completion_v1_segment(as_of timestamp with time zone, inactive_days integer, lookback_days integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION rekindle_campaigns.course_completion_v1_states(as_of timestamp with time zone, learners bigint[], subjects bigint[]) FROM PUBLIC;
GRANT SELECT ON TABLE lms.user_course_progress TO rekindle_dashboard;
GRANT INSERT ON TABLE rekindle.anomalies TO rekindle_detect;
GRANT INSERT ON TABLE rekindle.anomalies TO rekindle_tick;
GRANT INSERT ON TABLE rekindle.anomalies TO rekindle_send_email;
GRANT INSERT ON TABLE rekindle.anomalies TO rekindle_send_sms;
GRANT INSERT ON TABLE rekindle.anomalies TO rekindle_webhook;
GRANT SELECT ON TABLE rekindle.anomalies TO rekindle_dashboard;
GRANT SELECT,DELETE ON TABLE rekindle.anomalies TO rekindle_cleanup;
GRANT SELECT ON TABLE rekindle.campaign_analytics TO rekindle_dashboard;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE rekindle.campaign_analytics TO rekindle_rollup;
GRANT SELECT,INSERT ON TABLE rekindle.campaign_enrollments TO rekindle_detect;
GRANT SELECT,UPDATE ON TABLE rekindle.campaign_enrollments TO rekindle_tick;
GRANT SELECT ON TABLE rekindle.campaign_enrollments TO rekindle_send_email;
GRANT SELECT ON TABLE rekindle.campaign_enrollments TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.campaign_enrollments TO rekindle_dashboard;
GRANT SELECT ON TABLE rekindle.campaign_enrollments TO rekindle_rollup;
GRANT SELECT,DELETE ON TABLE rekindle.campaign_enrollments TO rekindle_cleanup;
GRANT UPDATE(status) ON TABLE rekindle.campaign_enrollments TO rekindle_detect;
GRANT UPDATE(next_due_at) ON TABLE rekindle.campaign_enrollments TO rekindle_detect;
GRANT UPDATE(end_reason) ON TABLE rekindle.campaign_enrollments TO rekindle_detect;
GRANT UPDATE(ended_at) ON TABLE rekindle.campaign_enrollments TO rekindle_detect;
GRANT SELECT ON TABLE rekindle.campaign_versions TO rekindle_detect;
GRANT SELECT ON TABLE rekindle.campaign_versions TO rekindle_tick;
GRANT SELECT ON TABLE rekindle.campaign_versions TO rekindle_send_email;
GRANT SELECT ON TABLE rekindle.campaign_versions TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.campaign_versions TO rekindle_dashboard;
GRANT SELECT ON TABLE rekindle.campaign_versions TO rekindle_cleanup;
GRANT SELECT ON TABLE rekindle.enrollment_counters TO rekindle_dashboard;
GRANT SELECT ON TABLE rekindle.content_notifications TO rekindle_dashboard;
GRANT SELECT ON TABLE rekindle.course_reminder_logs TO rekindle_dashboard;
GRANT SELECT ON TABLE rekindle.course_unsubscribes TO rekindle_dashboard;
GRANT SELECT,INSERT,UPDATE ON TABLE rekindle.delivery_attempts TO rekindle_send_email;
GRANT SELECT,INSERT,UPDATE ON TABLE rekindle.delivery_attempts TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.delivery_attempts TO rekindle_dashboard;
GRANT SELECT,DELETE ON TABLE rekindle.delivery_attempts TO rekindle_cleanup;
GRANT SELECT,DELETE ON TABLE rekindle.delivery_events TO rekindle_cleanup;
GRANT SELECT ON TABLE rekindle.deployment TO rekindle_tick;
GRANT SELECT ON TABLE rekindle.deployment TO rekindle_send_email;
GRANT SELECT ON TABLE rekindle.deployment TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.deployment TO rekindle_dashboard;
GRANT SELECT ON TABLE rekindle.deployment TO rekindle_rollup;
GRANT SELECT ON TABLE rekindle.email_contacts TO rekindle_send_email;
GRANT SELECT,DELETE ON TABLE rekindle.host_events TO rekindle_cleanup;
GRANT SELECT,INSERT,UPDATE ON TABLE rekindle.job_execution_logs TO rekindle_detect;
GRANT SELECT,INSERT,UPDATE ON TABLE rekindle.job_execution_logs TO rekindle_tick;
GRANT SELECT,INSERT,UPDATE ON TABLE rekindle.job_execution_logs TO rekindle_rollup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE rekindle.job_execution_logs TO rekindle_cleanup;
GRANT SELECT ON TABLE rekindle.job_execution_logs TO rekindle_dashboard;
GRANT SELECT,DELETE ON TABLE rekindle.notifications TO rekindle_cleanup;
GRANT SELECT,INSERT,UPDATE ON TABLE rekindle.provider_breakers TO rekindle_send_email;
GRANT SELECT,INSERT,UPDATE ON TABLE rekindle.provider_breakers TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.rate_limits TO rekindle_send_email;
GRANT SELECT ON TABLE rekindle.rate_limits TO rekindle_send_sms;
GRANT UPDATE(tokens) ON TABLE rekindle.rate_limits TO rekindle_send_email;
GRANT UPDATE(tokens) ON TABLE rekindle.rate_limits TO rekindle_send_sms;
GRANT UPDATE(refilled_at) ON TABLE rekindle.rate_limits TO rekindle_send_email;
GRANT UPDATE(refilled_at) ON TABLE rekindle.rate_limits TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.time_zones TO rekindle_tick;
GRANT SELECT ON TABLE rekindle.time_zones TO rekindle_send_email;
GRANT SELECT ON TABLE rekindle.time_zones TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.time_zones TO rekindle_dashboard;
GRANT SELECT,INSERT,DELETE ON TABLE rekindle.time_zones TO rekindle_cleanup;
GRANT SELECT ON TABLE rekindle.reach TO rekindle_tick;
GRANT SELECT ON TABLE rekindle.reach TO rekindle_send_email;
GRANT SELECT ON TABLE rekindle.reach TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.reach TO rekindle_dashboard;
GRANT SELECT,INSERT ON TABLE rekindle.recipients TO rekindle_detect;
GRANT SELECT ON TABLE rekindle.recipients TO rekindle_tick;
GRANT SELECT ON TABLE rekindle.recipients TO rekindle_send_email;
GRANT SELECT ON TABLE rekindle.recipients TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.recipients TO rekindle_dashboard;
GRANT UPDATE(opt_outs) ON TABLE rekindle.recipients TO rekindle_tick;
GRANT UPDATE(opt_outs) ON TABLE rekindle.recipients TO rekindle_send_email;
GRANT UPDATE(opt_outs) ON TABLE rekindle.recipients TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.sms_contacts TO rekindle_send_sms;
GRANT INSERT ON TABLE rekindle.tracked_links TO rekindle_send_email;
GRANT INSERT ON TABLE rekindle.tracked_links TO rekindle_send_sms;
GRANT SELECT,DELETE ON TABLE rekindle.tracked_links TO rekindle_cleanup;
GRANT SELECT(code) ON TABLE rekindle.tracked_links TO rekindle_send_email;
GRANT SELECT(code) ON TABLE rekindle.tracked_links TO rekindle_send_sms;
GRANT SELECT ON TABLE rekindle.violations TO rekindle_dashboard;
