-- What a message costs the database: fewer checks that nothing can fail, fewer plans, updates that stay on their page.
set local role rekindle_owner;

-- A delivery grows at its claim and is written twice more; on a page that has room for it no index is touched.
alter table rekindle.message_deliveries set (fillfactor = 40);
alter table rekindle.delivery_attempts set (fillfactor = 50);

-- Rows of the ledger are made by statements that hold a lock on the row they belong to, which no deletion can pass: a
-- foreign key would look it up and lock it again for each of them. What it does on a deletion, these triggers do for all
-- deleted rows at once.
alter table rekindle.message_deliveries drop constraint message_deliveries_enrollment_id_fkey;
alter table rekindle.delivery_attempts drop constraint delivery_attempts_delivery_id_fkey;
alter table rekindle.tracked_links drop constraint tracked_links_delivery_id_fkey;

create function rekindle.delete_messages() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from rekindle.message_deliveries d using gone where d.enrollment_id = gone.id;
  return null;
end
$$;
create trigger campaign_enrollments_messages after delete on rekindle.campaign_enrollments
  referencing old table as gone for each statement execute function rekindle.delete_messages();

create function rekindle.delete_traces() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from rekindle.delivery_attempts a using gone where a.delivery_id = gone.id;
  delete from rekindle.tracked_links l using gone where l.delivery_id = gone.id;
  return null;
end
$$;
create trigger message_deliveries_traces after delete on rekindle.message_deliveries
  referencing old table as gone for each statement execute function rekindle.delete_traces();
revoke execute on function rekindle.delete_messages, rekindle.delete_traces from public;

-- Whether a state may follow another is asked in the trigger's condition: a function is called only to refuse.
create or replace function rekindle.guard_delivery() returns trigger language plpgsql as $$
begin
  raise exception 'delivery % cannot go from % to %', old.id, old.status, new.status using errcode = 'RK001';
end
$$;
create or replace trigger message_deliveries_guard before update of status on rekindle.message_deliveries
  for each row when (old.status is distinct from new.status and (old.status || '>' || new.status) <> all (array[
    'scheduled>sending', 'scheduled>skipped', 'sending>sent', 'sending>scheduled', 'sending>failed', 'sending>unknown',
    'sending>skipped', 'unknown>sent', 'unknown>presumed_sent', 'unknown>scheduled', 'presumed_sent>sent',
    'scheduled>sent', 'skipped>sent', 'failed>sent']))   -- the last three: a provider's evidence contradicts us
  execute function rekindle.guard_delivery();

-- Codes are made of ten such characters and found by equality alone; only their order on the index costs anything.
alter table rekindle.tracked_links drop constraint tracked_links_code;
alter table rekindle.tracked_links alter code type text collate "C";
alter table rekindle.tracked_links add constraint tracked_links_code check (length(code) between 8 and 16);

-- The zone named, or the deployment's where the name is missing or unknown, as one row: laterally joined it becomes part
-- of the query, where each call of rekindle.zone is a query of its own.
create function rekindle.local_zone(zone text) returns table (name text) language sql stable parallel safe rows 1 as
$$ select coalesce(z.name, d.time_zone) from rekindle.deployment d left join rekindle.time_zones z on z.name = zone $$;

-- In PL/pgSQL, which keeps the plan: as an SQL function it was read from the catalogue and planned at each call.
create or replace function rekindle.campaign_function(campaign int, version int, part text) returns text
language plpgsql stable as $$
begin
  return (select replace(c.slug, '-', '_') || '_v' || version || '_' || part from rekindle.campaigns c where c.id = campaign);
end
$$;

-- As before, and with one plan for all calls: the server found reasons to plan anew for each page and chunk.
create or replace function rekindle.define_campaign_functions() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
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
$$;
do $$
declare
  found record;
begin
  for found in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = 'rekindle_campaigns'::regnamespace and p.proname ~ '_v[0-9]+_(states|contexts)$'
  loop
    execute format('alter function %s set plan_cache_mode = force_generic_plan', found.name);
    execute format('alter function %s set cpu_index_tuple_cost = 1', found.name);
  end loop;
end
$$;

-- As before, in fewer steps: delivery and learner are locked together, and what was locked is not read again.
create or replace function rekindle.claim_deliveries(
  campaign int, version int, moment timestamptz, provider text,
  ids bigint[], learners bigint[], subjects bigint[], tokens bigint[], template_hashes text[], address_hashes bytea[],
  from_minute int, to_minute int, fallback_zone text,
  codes text[], link_deliveries bigint[], link_indexes smallint[], targets text[]
) returns table (id bigint, status text, attempt smallint)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_memoize = off
  set jit = off as $$
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

-- A plan that a session made of a small ledger is still its plan when the ledger has grown, and on a small one reading
-- every entry of an index seems cheaper than looking up fifty. At this price it never does.
alter function rekindle.claim_deliveries set cpu_index_tuple_cost = 1;
alter function rekindle.record_outcomes set cpu_index_tuple_cost = 1;
