-- The template values of each pair as one JSON object, for texts in a language or, with null, in the campaign's; no row where there is nothing to write about, and a row with the
-- SQLSTATE where the campaign's query fails for a pair: the pairs beside it have theirs.
create or replace function rekindle.campaign_context(
  campaign int, version int, as_of timestamptz, learners bigint[], subjects bigint[], language text default null
) returns table (user_id bigint, subject_id bigint, context text, fault text)
language plpgsql stable security definer set search_path = pg_catalog rows 1000 as $$
declare
  half int := cardinality(learners) / 2;
begin
  if exists (select from unnest(subjects) s(id) where rekindle.is_request(s.id)) then
    return query select r.* from rekindle.requested_contexts(campaign, version, as_of, learners, subjects, language) r;
    return;
  end if;
  -- Versions that were published before there were languages take none.
  return query execute format('select c.*, null::text from rekindle_campaigns.%I($1, $2, $3%s) c',
    rekindle.campaign_function(campaign, version, 'contexts'), case when language is not null then ', $4' end)
    using as_of, learners, subjects, language;
exception when data_exception or cardinality_violation or integrity_constraint_violation or program_limit_exceeded or plpgsql_error then
  -- A zone that the server has lost is no fault of a row: it is forgotten, and the whole repeated (forget_lost_zones).
  if sqlstate = '22023' and exists (select rekindle.lost_zones()) then raise; end if;
  if half = 0 then
    return query select learners[1], subjects[1], null::text, sqlstate;
  else
    return query
      select c.* from rekindle.campaign_context(campaign, version, as_of, learners[:half], subjects[:half], language) c
      union all
      select c.* from rekindle.campaign_context(campaign, version, as_of, learners[half + 1:], subjects[half + 1:], language) c;
  end if;
end
$$;
revoke execute on function rekindle.campaign_context from public;
