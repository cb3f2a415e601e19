-- Who of these learners the segment names. A function of its own, so that an error leaves no row behind.
create or replace function rekindle.campaign_segment_among(campaign int, version int, as_of timestamptz, learners bigint[])
returns table (user_id bigint, subject_id bigint, last_activity_at timestamptz, fault text)
language plpgsql stable set search_path = pg_catalog rows 1000 as $$
begin
  return query execute format(
    'select s.user_id, s.subject_id, s.last_activity_at, case when s.user_id is null or s.subject_id is null then ''23502'' end'
    ' from rekindle_campaigns.%I($1) s where s.user_id = any ($2)', rekindle.campaign_function(campaign, version, 'segment'))
    using as_of, learners;
end
$$;
revoke execute on function rekindle.campaign_segment_among from public;
