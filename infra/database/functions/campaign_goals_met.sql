-- The live enrolments of a campaign version whose goal is met: of one learner, or of all.
create or replace function rekindle.campaign_goals_met(campaign int, version int, as_of timestamptz, learner bigint)
returns table (enrollment_id bigint, reached_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog rows 1000 as $$
begin
  return query execute format(
    'select e.id, g.reached_at from rekindle.campaign_enrollments e
      cross join lateral rekindle_campaigns.%I($1, e.user_id, e.subject_id) g
      where e.campaign_id = $2 and e.version = $3 and e.status in (''active'', ''paused'', ''exhausted'')
        and ($4 is null or e.user_id = $4) and g.reached_at is not null',
    rekindle.campaign_function(campaign, version, 'goal')) using as_of, campaign, version, learner;
end
$$;
revoke execute on function rekindle.campaign_goals_met from public;
