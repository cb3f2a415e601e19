-- For each pair: when its goal was met, whether there is still something to write about, and the newest activity.
create or replace function rekindle.campaign_state(
  campaign int, version int, as_of timestamptz, learners bigint[], subjects bigint[]
) returns table (user_id bigint, subject_id bigint, goal_at timestamptz, is_relevant boolean, last_activity_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog rows 1000 as $$
begin
  return query execute format('select * from rekindle_campaigns.%I($1, $2, $3)',
    rekindle.campaign_function(campaign, version, 'states')) using as_of, learners, subjects;
end
$$;
revoke execute on function rekindle.campaign_state from public;
