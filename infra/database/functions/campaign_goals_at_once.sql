-- The live enrolments whose goal is met, of every version of every campaign in one query, which fails as a whole.
-- Only the exhausted have an end, and asking each of the others would take most of the time.
create or replace function rekindle.campaign_goals_at_once(as_of timestamptz, learners bigint[])
returns table (enrollment_id bigint)
language plpgsql stable set search_path = pg_catalog rows 1000 as $$
declare
  goals text;
begin
  select string_agg(format(
           'select l.id from live l cross join lateral rekindle_campaigns.%I($1, l.user_id, l.subject_id) g'
           ' where l.campaign_id = %s and l.version = %s and g.reached_at is not null and coalesce(g.reached_at <= l.until, true)',
           rekindle.campaign_function(v.campaign_id, v.version, 'goal'), v.campaign_id, v.version), ' union all ')
    into goals
    from (select distinct e.campaign_id, e.version from rekindle.campaign_enrollments e
           where e.status in ('active', 'paused', 'exhausted') and (learners is null or e.user_id = any (learners))
             and not rekindle.is_request(e.subject_id)) e
    join rekindle.campaign_versions v on v.campaign_id = e.campaign_id and v.version = e.version;
  if goals is null then return; end if;
  return query execute
    'with live as materialized (
       select e.id, e.user_id, e.subject_id, e.campaign_id, e.version, case when e.status = ''exhausted'' then rekindle.goal_until(e) end as until
         from rekindle.campaign_enrollments e
        where e.status in (''active'', ''paused'', ''exhausted'') and ($2 is null or e.user_id = any ($2))
           and not rekindle.is_request(e.subject_id)) ' || goals
    using as_of, learners;
end
$$;
revoke execute on function rekindle.campaign_goals_at_once from public;
