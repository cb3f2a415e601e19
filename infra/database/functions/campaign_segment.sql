-- Who the segment names at `as_of`.
create or replace function rekindle.campaign_segment(
  campaign int, version int, as_of timestamptz, inactive_days int, lookback_days int
) returns table (user_id bigint, subject_id bigint, last_activity_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog rows 100000 as $$
begin
  return query execute format('select s.user_id, s.subject_id, s.last_activity_at from rekindle_campaigns.%I($1, $2, $3) s',
    rekindle.campaign_function(campaign, version, 'segment')) using as_of, inactive_days, lookback_days;
end
$$;
revoke execute on function rekindle.campaign_segment from public;
