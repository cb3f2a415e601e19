-- Which of these enrolments of one version have met their goal: where the goal fails, each half is asked by itself, down to the
-- enrolment whose row is bad.
create or replace function rekindle.campaign_goals_by_halves(campaign int, version int, as_of timestamptz, ids bigint[])
returns table (enrollment_id bigint, fault text)
language plpgsql stable set search_path = pg_catalog rows 1000 as $$
declare
  half int := cardinality(ids) / 2;
begin
  return query select g.enrollment_id, null::text from rekindle.campaign_goals_among(campaign, version, as_of, ids) g;
exception when data_exception or cardinality_violation or integrity_constraint_violation or program_limit_exceeded or plpgsql_error then
  -- A zone that the server has lost is no fault of a row: it is forgotten, and the whole repeated (forget_lost_zones).
  if sqlstate = '22023' and exists (select rekindle.lost_zones()) then raise; end if;
  if half = 0 then
    return query select ids[1], rekindle.campaign_function(campaign, version, 'goal') || ' ' || sqlstate;
  else
    return query
      select g.* from rekindle.campaign_goals_by_halves(campaign, version, as_of, ids[:half]) g
      union all
      select g.* from rekindle.campaign_goals_by_halves(campaign, version, as_of, ids[half + 1:]) g;
  end if;
end
$$;
revoke execute on function rekindle.campaign_goals_by_halves from public;
