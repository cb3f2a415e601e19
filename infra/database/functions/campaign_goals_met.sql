-- The live enrolments whose goal is met, of every version of every campaign: of some learners, or of all where none are said. Where
-- a goal fails for an enrolment, or for a whole version, there is a row with what failed; the others are judged all the same.
create or replace function rekindle.campaign_goals_met(as_of timestamptz, learners bigint[])
returns table (enrollment_id bigint, fault text)
language plpgsql stable security definer set search_path = pg_catalog rows 1000 as $$
declare
  live record;
begin
  return query select g.enrollment_id, null::text from rekindle.campaign_goals_at_once(as_of, learners) g;
exception when others then
  if left(sqlstate, 2) in ('08', '40', '53', '55', '57', '58') then raise; end if;
  -- A zone that the server has lost is no fault of a row: it is forgotten, and the whole repeated (forget_lost_zones).
  if sqlstate = '22023' and exists (select rekindle.lost_zones()) then raise; end if;
  for live in
    select e.campaign_id, e.version, array_agg(e.id order by e.id) as ids from rekindle.campaign_enrollments e
     where e.status in ('active', 'paused', 'exhausted') and (learners is null or e.user_id = any (learners))
       and not rekindle.is_request(e.subject_id)
     group by e.campaign_id, e.version
  loop
    begin
      return query select g.* from rekindle.campaign_goals_by_halves(live.campaign_id, live.version, as_of, live.ids) g;
    exception when others then
      return query select null::bigint, rekindle.campaign_function(live.campaign_id, live.version, 'goal') || ' ' || sqlstate;
    end;
  end loop;
end
$$;
revoke execute on function rekindle.campaign_goals_met from public;
