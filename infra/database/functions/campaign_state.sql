-- For each pair: when its goal was met, whether there is still something to write about, the newest activity, and the
-- moments and facts that its steps ask for. Where the campaign's queries fail for a pair, its row has the SQLSTATE and
-- nothing else: the pairs beside it have theirs.
create or replace function rekindle.campaign_state(
  campaign int, version int, as_of timestamptz, learners bigint[], subjects bigint[]
) returns table (user_id bigint, subject_id bigint, goal_at timestamptz, is_relevant boolean, last_activity_at timestamptz,
                 anchors jsonb, facts jsonb, fault text)
language plpgsql stable security definer set search_path = pg_catalog rows 1000 as $$
declare
  half int := cardinality(learners) / 2;
begin
  if exists (select from unnest(subjects) s(id) where rekindle.is_request(s.id)) then
    return query select r.* from rekindle.requested_states(campaign, version, as_of, learners, subjects) r;
    return;
  end if;
  return query execute format('select s.*, null::text from rekindle_campaigns.%I($1, $2, $3) s',
    rekindle.campaign_function(campaign, version, 'states')) using as_of, learners, subjects;
exception when data_exception or cardinality_violation or integrity_constraint_violation or program_limit_exceeded or plpgsql_error then
  -- A zone that the server has lost is no fault of a row: it is forgotten, and the whole repeated (forget_lost_zones).
  if sqlstate = '22023' and exists (select rekindle.lost_zones()) then raise; end if;
  if half = 0 then
    return query select learners[1], subjects[1], null::timestamptz, false, null::timestamptz, null::jsonb, null::jsonb, sqlstate;
  else
    return query
      select s.* from rekindle.campaign_state(campaign, version, as_of, learners[:half], subjects[:half]) s
      union all
      select s.* from rekindle.campaign_state(campaign, version, as_of, learners[half + 1:], subjects[half + 1:]) s;
  end if;
end
$$;
revoke execute on function rekindle.campaign_state from public;
