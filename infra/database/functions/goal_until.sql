-- Until when the goal counts for an enrolment that has sent everything; null while messages may follow, which a goal always ends.
create or replace function rekindle.goal_until(e rekindle.campaign_enrollments) returns timestamptz
language sql stable parallel safe
return case when e.status = 'exhausted' then (
  select e.anchor_at + make_interval(secs => (v.definition->>'goal_within')::int)
    from rekindle.campaign_versions v where v.campaign_id = e.campaign_id and v.version = e.version) end;
