-- Who the segment names among the learners of these ids, or among all where there are none. A function of its own, so that
-- an error leaves no row behind.
create or replace function rekindle.campaign_segment_between(
  campaign int, version int, as_of timestamptz, first_id bigint, last_id bigint
) returns table (user_id bigint, subject_id bigint, last_activity_at timestamptz, fault text)
language plpgsql stable set search_path = pg_catalog rows 100000 as $$
begin
  return query execute format(
    'select s.user_id, s.subject_id, s.last_activity_at, case when s.user_id is null or s.subject_id is null then ''23502'' end'
    ' from rekindle_campaigns.%I($1) s where ',
    rekindle.campaign_function(campaign, version, 'segment'))
    || case when first_id is null then 'true' when first_id = last_id then 's.user_id = $2'
         else 's.user_id between $2 and $3' end
    using as_of, first_id, last_id;
end
$$;
revoke execute on function rekindle.campaign_segment_between from public;
