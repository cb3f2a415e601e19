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
create or replace trigger campaign_versions_functions after insert on rekindle.campaign_versions
  for each row execute function rekindle.define_campaign_functions();
revoke execute on function rekindle.define_campaign_functions from public;
