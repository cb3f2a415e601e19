-- What a back-test adds to a copy of the database: every view of `lms` shows no more than was known at the session's setting
-- `rekindle.known_until`. A row that appeared later is not there, and what was told of it later (paid, left, cancelled) is null.
-- What was announced ahead (when a session starts, when access ends) stays, and so does what has no date.
create schema past;
grant usage on schema past to public;

create function past.known_until() returns timestamptz
language sql stable parallel safe
return coalesce(nullif(current_setting('rekindle.known_until', true), ''), 'infinity')::timestamptz;

-- `appears`: since when a row is there. `told`: moments that are set later. `forgets`: what a row does not say of its past.
create table past.relations (
  relation text primary key, appears text not null default 'null::timestamptz', told text[] not null default '{}', forgets text);
insert into past.relations (relation, appears, told, forgets) values
  ('course_enrolments', 'enrolled_at', '{unenrolled_at}', null),
  ('user_activities', 'activity_date', '{}', null),
  ('user_course_progress', 'greatest(last_accessed_at, completed_at)', '{}',
   'keeps its newest state alone: a row that has changed since a day is not seen on it'),
  ('module_completions', 'completed_at', '{}', null),
  ('sessions', default, '{cancelled_at}', 'has no date of its making: a session that was moved stands where it is now'),
  ('session_registrations', 'registered_at', '{cancelled_at}', null),
  ('session_attendance', 'joined_at', '{}', null),
  ('recordings', 'available_at', '{}', null),
  ('recording_views', 'viewed_at', '{}', null),
  ('certificates', 'issued_at', '{revoked_at}', null),
  ('certificate_downloads', default, '{viewed_at,downloaded_at}', null),
  ('aida_uses', 'used_at', '{}', null),
  ('agent_uses', 'used_at', '{}', null),
  ('trials', 'granted_at', '{}', null),
  ('course_figures', 'counted_on::timestamp at time zone ''UTC''', '{}', null),
  ('session_figures', 'counted_on::timestamp at time zone ''UTC''', '{}', null),
  ('agent_figures', 'counted_on::timestamp at time zone ''UTC''', '{}', null),
  ('testimonials', 'consented_at', '{withdrawn_at}', null),
  ('assignments', default, '{cancelled_at}', 'has no date of its making: what was moved is due when it is now'),
  ('submissions', 'submitted_at', '{}', null),
  ('payments', 'requested_at', '{paid_at,failed_at,cancelled_at}', 'keeps the newest failure alone'),
  ('group_members', 'joined_at', '{left_at}', 'keeps the newest joining alone'),
  ('meetings', default, '{cancelled_at}', 'has no date of its making: a meeting that was moved stands where it is now'),
  ('lesson_completions', 'completed_at', '{}', null),
  ('trial_lessons', 'started_at', '{completed_at}', null),
  ('signups', 'completed_at', '{}', null),
  ('imported_leads', default, '{converted_at}', 'has no date of the import'),
  ('cta_submissions', 'submitted_at', '{}', null),
  ('group_schedules', default, '{cancelled_at}', 'keeps the newest plan alone'),
  ('orders', 'ordered_at', '{cancelled_at}', null),
  ('class_enrolments', default, '{confirmed_at,cancelled_at}', 'has no date of its making'),
  ('instalments', default, '{paid_at,failed_at,paused_at,handed_over_at,cancelled_at}', 'keeps the newest failure alone'),
  ('payment_details', default, '{disputed_at,dispute_lost_at,dispute_won_at}', 'keeps the newest failure alone'),
  ('refunds', 'refunded_at', '{failed_at}', null);

-- The views keep their places, so that everything that reads them follows; what they were stands in `past`.
do $$
declare
  view record;
begin
  perform set_config('search_path', 'pg_catalog', true);
  for view in
    select r.relation, r.appears, c.relowner::regrole as owner,
           (select string_agg(case when a.attname = any (r.told)
                     then format('case when v.%1$I <= past.known_until() then v.%1$I end as %1$I', a.attname)
                     else format('v.%I', a.attname) end, ', ' order by a.attnum)
              from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
      from past.relations r join pg_class c on c.oid = to_regclass('lms.' || r.relation) and c.relkind = 'v'
  loop
    execute format('create view past.%I as %s', view.relation, pg_get_viewdef(format('lms.%I', view.relation)::regclass));
    execute format('alter view past.%I owner to %s', view.relation, view.owner);
    execute format('create or replace view lms.%1$I as select %2$s from past.%1$I v where coalesce((%3$s) <= past.known_until(), true)',
      view.relation, view.columns, view.appears);
  end loop;
end
$$;

-- Whom the campaign would have let in, and what became of them without it.
create table past.episodes (
  user_id bigint not null, subject_id bigint not null, episode int not null, is_first boolean not null,
  entered_at timestamptz not null, last_activity_at timestamptz, goal_at timestamptz, returned_at timestamptz,
  closed_at timestamptz, anchors jsonb, primary key (user_id, subject_id, episode));
create index on past.episodes (user_id);
create index on past.episodes (entered_at) where closed_at is null;
alter table past.episodes owner to rekindle_owner;

-- The open episodes with what is known of them: when the goal was reached, the newest activity, the subject's moments. Asked as the
-- owner, who runs every campaign's queries, and of all pairs in one query.
create function past.followed(campaign int, version int, as_of timestamptz)
returns table (user_id bigint, subject_id bigint, episode int, goal_at timestamptz, last_activity_at timestamptz, anchors jsonb)
language plpgsql stable security definer set search_path = pg_catalog rows 10000 as $$
declare
  activity text := 'rekindle_campaigns.' || quote_ident(rekindle.campaign_function(campaign, version, 'activity'));
  state text := 'rekindle_campaigns.' || quote_ident(rekindle.campaign_function(campaign, version, 'state'));
begin
  return query execute format(
    'select e.user_id, e.subject_id, e.episode, g.reached_at, %s, %s from past.episodes e'
    ' left join lateral rekindle_campaigns.%I($1, e.user_id, e.subject_id) g on true %s where e.closed_at is null',
    case when to_regproc(activity) is null then 'null::timestamptz'
         else format('(select a.last_activity_at from %s($1, e.user_id, e.subject_id) a)', activity) end,
    case when to_regproc(state) is null then 'null::jsonb' else 'to_jsonb(s)' end,
    rekindle.campaign_function(campaign, version, 'goal'),
    case when to_regproc(state) is null then '' else format('left join lateral %s($1, e.user_id, e.subject_id) s on true', state) end)
    using as_of;
end
$$;
alter function past.followed(int, int, timestamptz) owner to rekindle_owner;
