-- Who the segment names at `as_of`: everybody, or one learner where `learner` is one. A learner for whom it fails has a
-- row with the SQLSTATE and no subject; everybody else is named all the same.
create or replace function rekindle.campaign_segment(campaign int, version int, as_of timestamptz, learner bigint)
returns table (user_id bigint, subject_id bigint, last_activity_at timestamptz, fault text)
language plpgsql stable security definer set search_path = pg_catalog rows 100000 as $$
declare
  everybody bigint[];
begin
  return query select s.* from rekindle.campaign_segment_between(campaign, version, as_of, learner, learner) s;
exception when data_exception or cardinality_violation or integrity_constraint_violation or program_limit_exceeded or plpgsql_error then
  -- A zone that the server has lost is no fault of a row: it is forgotten, and the whole repeated (forget_lost_zones).
  if sqlstate = '22023' and exists (select rekindle.lost_zones()) then raise; end if;
  if learner is null then
    select array_agg(p.user_id order by p.user_id) into everybody from lms.people p;
  else
    everybody := array[learner];
  end if;
  return query
    select s.* from rekindle.campaign_segment_by_halves(campaign, version, as_of, everybody, clock_timestamp() + interval '2 minutes') s;
end
$$;
revoke execute on function rekindle.campaign_segment from public;
