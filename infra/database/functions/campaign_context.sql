-- The template values of each pair as one JSON object; no row where there is nothing to write about.
create or replace function rekindle.campaign_context(
  campaign int, version int, as_of timestamptz, learners bigint[], subjects bigint[]
) returns table (user_id bigint, subject_id bigint, context text)
language plpgsql stable security definer set search_path = pg_catalog rows 1000 as $$
begin
  return query execute format('select * from rekindle_campaigns.%I($1, $2, $3)',
    rekindle.campaign_function(campaign, version, 'contexts')) using as_of, learners, subjects;
end
$$;
revoke execute on function rekindle.campaign_context from public;
