-- Campaigns and their immutable versions, time zones, and the three dispatchers that run a published campaign's SQL.
set local role rekindle_owner;

-- The deployment's own settings: exactly one row.
create table rekindle.deployment (
  is_only boolean primary key default true,
  time_zone text not null default 'UTC',
  constraint deployment_is_one_row check (is_only),
  constraint deployment_time_zone check (timezone(time_zone, timestamptz 'epoch') is not null)
);
insert into rekindle.deployment default values;

-- Zone names this server knows: asking pg_timezone_names takes 0.3 s, asking this table nothing.
create table rekindle.time_zones (name text primary key);
insert into rekindle.time_zones select name from pg_timezone_names where name !~ '^(posix|right)/';

-- The zone named, or the deployment's where the name is missing or unknown (X-15). In PL/pgSQL, which keeps the plan: as
-- an SQL function, which cannot be inlined for its subqueries, it took ten times as long for each learner.
create function rekindle.zone(name text) returns text
language plpgsql stable parallel safe as $$
begin
  return coalesce((select z.name from rekindle.time_zones z where z.name = $1),
                  (select d.time_zone from rekindle.deployment d));
end
$$;

-- The first instant at or after `moment` whose local time of day lies in [from_minute, to_minute); wall-clock arithmetic,
-- so that days of 23 and 25 hours are right (CORRECTNESS §4.9).
create function rekindle.next_allowed(moment timestamptz, zone text, from_minute int, to_minute int) returns timestamptz
language sql stable parallel safe
return case
  when extract(hour from moment at time zone zone) * 60 + extract(minute from moment at time zone zone) < from_minute
    then ((moment at time zone zone)::date + make_interval(mins => from_minute)) at time zone zone
  when extract(hour from moment at time zone zone) * 60 + extract(minute from moment at time zone zone) < to_minute
    then moment
  else ((moment at time zone zone)::date + 1 + make_interval(mins => from_minute)) at time zone zone
end;

-- The stage of the next email: 1; 2-3; 4-5; 6 and more emails (X-28).
create function rekindle.stage(emails_sent bigint) returns int
language sql immutable parallel safe
return case when emails_sent < 1 then 1 when emails_sent < 3 then 2 when emails_sent < 5 then 3 else 4 end;

-- One stable hash for rollout, holdout and variants, 0 to 9999: 5 % is inside 50 % is inside 100 % (X-107).
create function rekindle.bucket(learner bigint, salt text) returns int
language sql immutable parallel safe
return (('x' || substr(md5(learner || ':' || salt), 1, 8))::bit(32)::bigint % 10000)::int;

create table rekindle.campaigns (
  id int generated always as identity primary key,
  slug text not null,
  title text not null,
  class text not null,
  topic text not null,
  subject_type text not null,
  status text not null default 'active',
  current_version int not null,
  created_at timestamptz not null,
  constraint campaigns_slug_key unique (slug),
  constraint campaigns_slug check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 40),
  constraint campaigns_class check (class in ('transactional', 'reminder', 'marketing')),
  constraint campaigns_status check (status in ('active', 'paused'))
);

create table rekindle.campaign_versions (
  campaign_id int not null references rekindle.campaigns on delete restrict,
  version int not null,
  content_hash text not null,
  definition jsonb not null,
  messages jsonb not null,
  published_at timestamptz not null,
  primary key (campaign_id, version),
  constraint campaign_versions_content_key unique (campaign_id, content_hash)
);

create function rekindle.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is immutable', tg_table_name using errcode = 'RK003';
end
$$;
create trigger campaign_versions_immutable before update on rekindle.campaign_versions
  for each row execute function rekindle.refuse_change();

-- The SQL function that `publish` made of a campaign's file; `part` is segment, goal or context.
create function rekindle.campaign_function(campaign int, version int, part text) returns text
language sql stable
return (select replace(c.slug, '-', '_') || '_v' || campaign_function.version || '_' || part
          from rekindle.campaigns c where c.id = campaign);

-- Who the segment names at `as_of`.
create function rekindle.campaign_segment(
  campaign int, version int, as_of timestamptz, inactive_days int, lookback_days int
) returns table (user_id bigint, subject_id bigint, last_activity_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog rows 100000 as $$
begin
  return query execute format('select s.user_id, s.subject_id, s.last_activity_at from rekindle_campaigns.%I($1, $2, $3) s',
    rekindle.campaign_function(campaign, version, 'segment')) using as_of, inactive_days, lookback_days;
end
$$;

-- What each version's queries are asked for many pairs at once, as functions whose plans a server session keeps: planning
-- takes longer than the answer for fifty pairs. The plans are kept while tables grow, so they reach them by their keys.
-- `_states`: when the goal was met, whether there is still something to write about, and the newest activity with the
-- subject. `_contexts`: the template values as one JSON object; no row where there is nothing to write about.
create function rekindle.define_campaign_functions() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  prefix text := rekindle.campaign_function(new.campaign_id, new.version, '');
  head constant text := 'create or replace function rekindle_campaigns.%I(as_of timestamptz, learners bigint[], subjects bigint[]) ';
  manner constant text := ' language plpgsql stable parallel safe rows 1000 set enable_seqscan = off set jit = off as ';
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
create trigger campaign_versions_functions after insert on rekindle.campaign_versions
  for each row execute function rekindle.define_campaign_functions();

-- For each pair: when its goal was met, whether there is still something to write about, and the newest activity.
create function rekindle.campaign_state(
  campaign int, version int, as_of timestamptz, learners bigint[], subjects bigint[]
) returns table (user_id bigint, subject_id bigint, goal_at timestamptz, is_relevant boolean, last_activity_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog rows 1000 as $$
begin
  return query execute format('select * from rekindle_campaigns.%I($1, $2, $3)',
    rekindle.campaign_function(campaign, version, 'states')) using as_of, learners, subjects;
end
$$;

-- The template values of each pair as one JSON object; no row where there is nothing to write about.
create function rekindle.campaign_context(
  campaign int, version int, as_of timestamptz, learners bigint[], subjects bigint[]
) returns table (user_id bigint, subject_id bigint, context text)
language plpgsql stable security definer set search_path = pg_catalog rows 1000 as $$
begin
  return query execute format('select * from rekindle_campaigns.%I($1, $2, $3)',
    rekindle.campaign_function(campaign, version, 'contexts')) using as_of, learners, subjects;
end
$$;
revoke execute on function rekindle.campaign_segment, rekindle.campaign_state, rekindle.campaign_context,
  rekindle.define_campaign_functions from public;
