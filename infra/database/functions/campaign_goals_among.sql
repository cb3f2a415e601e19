-- Which of these enrolments of one version have met their goal. A function of its own, so that an error leaves no row behind.
create or replace function rekindle.campaign_goals_among(campaign int, version int, as_of timestamptz, ids bigint[])
returns table (enrollment_id bigint)
language plpgsql stable set search_path = pg_catalog rows 1000 as $$
begin
  return query execute format(
    'select e.id from rekindle.campaign_enrollments e cross join lateral rekindle_campaigns.%I($1, e.user_id, e.subject_id) g'
    ' where e.id = any ($2) and g.reached_at is not null and coalesce(g.reached_at <= rekindle.goal_until(e), true)', rekindle.campaign_function(campaign, version, 'goal'))
    using as_of, ids;
end
$$;
revoke execute on function rekindle.campaign_goals_among from public;
