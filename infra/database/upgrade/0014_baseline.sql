-- Brings a database of the migrations 0001 to 0013 to what 0014_baseline.sql makes of an empty one, without losing a row.
do $$
declare
  name text;
begin
  -- Functions and views are made again after this; triggers go with the functions and come back with them.
  for name in select c.oid::regclass::text from pg_class c where c.relnamespace = 'rekindle'::regnamespace and c.relkind = 'v' loop
    execute format('drop view if exists %s cascade', name);
  end loop;
  for name in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'rekindle'::regnamespace loop
    execute format('drop function if exists %s cascade', name);
  end loop;
  create schema lms_data authorization rekindle_owner;
  -- Where a platform's views stand in `lms` they stay.
  for name in select c.relname from pg_class c where c.relnamespace = 'lms'::regnamespace and c.relkind = 'r' loop
    execute format('alter table lms.%I set schema lms_data', name);
    execute format('revoke all on lms_data.%I from rekindle_dashboard', name);
  end loop;
end
$$;
set local role rekindle_owner;

create function rekindle.channels() returns text[] language sql immutable parallel safe return null::text[];
create domain rekindle.channel as text
  constraint channel_is_known check (value = any (rekindle.channels()));
create domain rekindle.channel_or_all as text
  constraint channel_is_known check (value = 'all' or value::rekindle.channel is not null);

create sequence lms_data.person_ids increment by -1 maxvalue -1 start with -1;

create table lms_data.leads (
  user_id bigint primary key default nextval('lms_data.person_ids'),
  first_name text,
  last_name text,
  title text,
  email text,
  phone_number text,
  timezone text,
  locale text,
  region text,
  is_active boolean not null default true,
  constraint leads_ids check (user_id < 0)
);
create index leads_phone_number on lms_data.leads (phone_number) where phone_number is not null;

create table lms_data.guardians (
  user_id bigint primary key default nextval('lms_data.person_ids'),
  learner_id bigint not null,
  first_name text,
  last_name text,
  title text,
  email text,
  phone_number text,
  timezone text,
  locale text,
  region text,
  is_active boolean not null default true,
  constraint guardians_ids check (user_id < 0)
);
create index guardians_learner on lms_data.guardians (learner_id);
create index guardians_phone_number on lms_data.guardians (phone_number) where phone_number is not null;

create table lms_data.other_addresses (
  user_id bigint not null,
  address_kind text not null,
  address text not null,
  primary key (user_id, address_kind)
);
create index other_addresses_address on lms_data.other_addresses (address);

create table rekindle.sender_channels (
  role name not null,
  channel rekindle.channel not null,
  primary key (role, channel)
);

-- Addresses that several people have, as they were last compared: caps count for all of them together.
create table rekindle.shared_addresses (
  user_id bigint not null,
  address_kind text not null,
  address_hash bytea not null,
  primary key (user_id, address_kind)
);
create index shared_addresses_hash on rekindle.shared_addresses (address_hash);

-- What people wrote back, once each by the provider's id, for ever: a repetition changes nothing, however late it comes.
create table rekindle.inbound_replies (
  provider text not null,
  message_id text not null,
  channel rekindle.channel not null,
  address_hash bytea not null,
  intent text not null,
  body text,                                 -- only where a person has to read it, and for a while
  learners bigint[] not null default '{}',   -- who had the number then, where there is a text
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  primary key (provider, message_id),
  constraint inbound_replies_intent check (intent in ('stop', 'start', 'help', 'other'))
);
create index inbound_replies_address on rekindle.inbound_replies (address_hash);
create index inbound_replies_unread on rekindle.inbound_replies (received_at) where body is not null;

alter table rekindle.anomalies add column seen int not null default 1, add column last_seen_at timestamptz;
with counted as (
  select min(a.id) as id, count(*) as seen, max(a.created_at) as last_seen_at from rekindle.anomalies a
   where a.resolved_at is null and a.enrollment_id is null and a.delivery_id is null group by a.kind, a.detail having count(*) > 1),
kept as (
  update rekindle.anomalies a set seen = c.seen, last_seen_at = c.last_seen_at from counted c where a.id = c.id
  returning a.id, a.kind, a.detail)
delete from rekindle.anomalies a using kept k
 where a.kind = k.kind and a.detail = k.detail and a.id <> k.id
   and a.resolved_at is null and a.enrollment_id is null and a.delivery_id is null;
create unique index anomalies_counted on rekindle.anomalies (kind, detail)
  where resolved_at is null and enrollment_id is null and delivery_id is null;

alter table rekindle.deployment add column compared_at timestamptz, add column compared_until bigint not null default 0;
alter table rekindle.delivery_events drop constraint delivery_events_kind, add constraint delivery_events_kind check (kind in
    ('processed', 'delivered', 'deferred', 'open', 'click', 'soft_bounce', 'blocked', 'hard_bounce', 'dropped', 'complaint', 'unsubscribe'));
-- A refusal for good was taken for a delay.
update rekindle.message_deliveries d set bounced_at = b.at, deferred_at = b.deferred_at
  from (select v.delivery_id, min(v.occurred_at) filter (where v.kind = 'soft_bounce') as at,
               min(v.occurred_at) filter (where v.kind = 'deferred') as deferred_at
          from rekindle.delivery_events v group by v.delivery_id) b
 where b.delivery_id = d.id and b.at is not null and d.bounced_at is null;
alter table rekindle.recipients drop column kind;
alter table rekindle.delivery_attempts drop column status_code;
alter table rekindle.consents alter column channel type rekindle.channel;
alter table rekindle.suppressions add column comment text, drop constraint suppressions_channel,
  alter column channel drop default, alter column channel type rekindle.channel_or_all, alter column channel set default 'all';
alter table rekindle.suppressions drop constraint suppressions_key, add column lift_note text, add constraint suppressions_key
  unique (user_id, channel, scope, topic, campaign_id, subject_type, subject_id, address_hash, reason);
create index suppressions_address on rekindle.suppressions (address_hash) where address_hash <> '';
alter table rekindle.message_deliveries drop constraint message_deliveries_channel,
  alter column channel type rekindle.channel, add column variant text not null default '';
alter table rekindle.campaign_enrollments alter column steps set default '[]',
  add column shift interval not null default '0';
create index notifications_delivery on rekindle.notifications (delivery_id);

-- What was rolled up before has no grain: it keeps its figures in the coarsest one.
alter table rekindle.campaign_analytics drop constraint campaign_analytics_pkey,
  add column version int not null default 0, add column step text not null default '',
  add column template text not null default '', add column variant text not null default '',
  add column presumed int not null default 0,
  add primary key (day, campaign_id, version, step, channel, template, variant);
alter table rekindle.campaign_analytics alter column version drop default, alter column step drop default,
  alter column template drop default, alter column variant drop default;

-- Slots are computed, no longer stored. What a stored slot says beyond the plan becomes the step's delay, so that every
-- enrolment under way goes on with exactly the slots that it had; a step without a slot has ended.
update rekindle.campaign_enrollments e
   set steps = n.steps, shift = interval '0'
  from (
    select o.id, jsonb_agg(s.state - 'slot' || case
             when s.state->>'slot' is null or d.step is null then '{"ended": true}'
             else jsonb_build_object('delay',
                    (extract(epoch from (s.state->>'slot')::timestamptz - o.anchor_at) * 1000000)::bigint
                    - 1000000 * coalesce((d.step->>'every')::bigint * (s.state->>'occurrences')::bigint,
                                         (d.step->>'after')::bigint))
           end order by s.place) as steps
      from rekindle.campaign_enrollments o
      join rekindle.campaign_versions v on v.campaign_id = o.campaign_id and v.version = o.version
     cross join lateral jsonb_array_elements(o.steps) with ordinality s(state, place)
     cross join lateral (select v.definition->'steps'->(s.place::int - 1) as step) d
     where jsonb_typeof(o.steps) = 'array'
     group by o.id) n
 where n.id = e.id;

-- Versions of campaigns that were published while the caller passed the days of silence and the newest activity was looked
-- up here: each gets the functions that are asked today, made of those that it has, so that enrolments pinned to it go on.
do $$
declare
  old record;
begin
  for old in
    select v.definition #>> '{enter,inactive_days}' as inactive_days, v.definition #>> '{enter,lookback_days}' as lookback_days,
           c.subject_type, p.prefix || 'segment' as segment, p.prefix || 'goal' as goal, p.prefix || 'context' as context,
           p.prefix || 'states' as states
      from rekindle.campaigns c join rekindle.campaign_versions v on v.campaign_id = c.id
     cross join lateral (select replace(c.slug, '-', '_') || '_v' || v.version || '_' as prefix) p
      join pg_proc f on f.pronamespace = 'rekindle_campaigns'::regnamespace and f.proname = p.prefix || 'segment'
                    and f.pronargs = 3 and f.pronargdefaults = 0
  loop
    execute format($text$
      create function rekindle_campaigns.%1$I(as_of timestamptz)
      returns table (user_id bigint, subject_id bigint, last_activity_at timestamptz)
      language sql stable parallel safe rows 100000 as $query$
        select s.user_id, s.subject_id, s.last_activity_at from rekindle_campaigns.%1$I(as_of, %2$s, %3$s) s
      $query$;
      revoke execute on function rekindle_campaigns.%1$I(timestamptz) from public;
      drop function rekindle_campaigns.%4$I;
      create function rekindle_campaigns.%4$I(as_of timestamptz, learners bigint[], subjects bigint[])
      returns table (user_id bigint, subject_id bigint, goal_at timestamptz, is_relevant boolean,
                     last_activity_at timestamptz, anchors jsonb, facts jsonb)
      language plpgsql stable parallel safe rows 1000
      set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off set cpu_index_tuple_cost = 1 as $query$
      begin
        return query
        select k.learner, k.subject, g.reached_at, exists (select from rekindle_campaigns.%5$I(as_of, k.learner, k.subject)),
               (select a.activity_date from lms.user_activities a
                 where %6$L = 'course' and a.user_id = k.learner and a.course_id = k.subject and a.activity_date <= as_of
                   and a.activity_type not in ('enrolled', 'unenrolled')
                 order by a.activity_date desc limit 1), null::jsonb, null::jsonb
          from unnest(learners, subjects) k(learner, subject)
          left join lateral rekindle_campaigns.%7$I(as_of, k.learner, k.subject) g on true;
      end
      $query$;
      revoke execute on function rekindle_campaigns.%4$I from public;
      $text$, old.segment, old.inactive_days, old.lookback_days, old.states, old.context, old.subject_type, old.goal);
  end loop;
end
$$;
