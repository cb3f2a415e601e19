-- Who the segment names among the given learners, in order of their ids, which are everybody of a range unless they are `few`: where
-- it fails, each half is asked by itself, down to the learner whose row is bad. After `until` the rest is given up with one row that names nobody.
create or replace function rekindle.campaign_segment_by_halves(
  campaign int, version int, as_of timestamptz, learners bigint[], few boolean, until timestamptz
) returns table (user_id bigint, subject_id bigint, last_activity_at timestamptz, fault text)
language plpgsql stable set search_path = pg_catalog rows 100000 as $$
declare
  half int := cardinality(learners) / 2;
begin
  if few then
    return query select s.* from rekindle.campaign_segment_among(campaign, version, as_of, learners) s;
  else
    return query
      select s.* from rekindle.campaign_segment_between(campaign, version, as_of, learners[1], learners[cardinality(learners)]) s;
  end if;
exception when data_exception or cardinality_violation or integrity_constraint_violation or program_limit_exceeded or plpgsql_error then
  -- A zone that the server has lost is no fault of a row: it is forgotten, and the whole repeated (forget_lost_zones).
  if sqlstate = '22023' and exists (select rekindle.lost_zones()) then raise; end if;
  if half = 0 then
    return query select learners[1], null::bigint, null::timestamptz, sqlstate;
  elsif clock_timestamp() > until then
    return query select null::bigint, null::bigint, null::timestamptz, sqlstate;
  else
    return query
      select s.* from rekindle.campaign_segment_by_halves(campaign, version, as_of, learners[:half], few, until) s
      union all
      select s.* from rekindle.campaign_segment_by_halves(campaign, version, as_of, learners[half + 1:], few, until) s;
  end if;
end
$$;
revoke execute on function rekindle.campaign_segment_by_halves from public;
