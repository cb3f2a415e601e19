-- Has these episodes looked at now, where they run and have something ahead, or are over for a reason that what has moved may lift.
-- Returns how many; fails where another campaign of its group has begun for one of them meanwhile.
create or replace function rekindle.look_at(episodes bigint[], moment timestamptz) returns int
language plpgsql volatile set search_path = pg_catalog as $$
declare
  looks int;
begin
  with wanted as materialized (   -- of two episodes that exclude each other the newest
    select distinct on (e.user_id, e.subject_id, coalesce(e.exclusive_group, e.campaign_id::text)) e.id
      from rekindle.campaign_enrollments e
     where e.id = any (episodes)
       and (e.status = 'active' and e.next_due_at > moment
            or (e.status = 'exhausted' or e.status = 'expired' and e.end_reason = 'subject_over')
               and not exists (
                 select from rekindle.campaign_enrollments o
                  where o.user_id = e.user_id and o.subject_id = e.subject_id and o.exclusive_group = e.exclusive_group
                    and o.status in ('active', 'paused')))
     order by e.user_id, e.subject_id, coalesce(e.exclusive_group, e.campaign_id::text), e.id desc)
  update rekindle.campaign_enrollments e
     set status = 'active', next_due_at = moment, end_reason = null, ended_at = null
    from wanted w
   where e.id = w.id;
  get diagnostics looks = row_count;
  return looks;
end
$$;
revoke execute on function rekindle.look_at from public;
