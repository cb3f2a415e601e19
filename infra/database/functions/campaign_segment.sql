-- Who the segment names at `as_of`: everybody, or of these learners where there are some. A learner for whom it fails has a
-- row with the SQLSTATE and no subject; everybody else is named all the same.
create or replace function rekindle.campaign_segment(campaign int, version int, as_of timestamptz, learners bigint[])
returns table (user_id bigint, subject_id bigint, last_activity_at timestamptz, fault text)
language plpgsql stable security definer set search_path = pg_catalog rows 100000 as $$
declare
  asked bigint[] := learners;
begin
  if learners is null then
    return query select s.* from rekindle.campaign_segment_between(campaign, version, as_of, null, null) s;
  else
    return query select s.* from rekindle.campaign_segment_among(campaign, version, as_of, learners) s;
  end if;
exception when data_exception or cardinality_violation or integrity_constraint_violation or program_limit_exceeded or plpgsql_error then
  -- A zone that the server has lost is no fault of a row: it is forgotten, and the whole repeated (forget_lost_zones).
  if sqlstate = '22023' and exists (select rekindle.lost_zones()) then raise; end if;
  if asked is null then select array_agg(p.user_id order by p.user_id) into asked from lms.people p; end if;
  return query
    select s.* from rekindle.campaign_segment_by_halves(
             campaign, version, as_of, asked, learners is not null, clock_timestamp() + interval '2 minutes') s;
end
$$;
revoke execute on function rekindle.campaign_segment from public;
