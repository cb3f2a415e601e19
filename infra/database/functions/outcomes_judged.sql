-- What became of the learners whom chance gave a side, counted at their first enrolment of a campaign: goals, and noes and complaints in
-- the window.
create or replace function rekindle.outcomes_judged(moment timestamptz)
returns table (campaign_id int, held_share int, is_held boolean, learners bigint, goals bigint, noes bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select a.campaign_id, a.held_share, a.is_held, count(*), count(a.reached_at),
         count(*) filter (where exists (
           select from rekindle.suppressions s
            where s.user_id = e.user_id and s.reason in ('opt_out', 'complaint') and s.created_at > e.enrolled_at
              and s.created_at <= a.closes_at))
    from rekindle.assignments a join rekindle.campaign_enrollments e on e.id = a.enrollment_id
   where a.is_first and a.fault is null and a.judged_at <= moment
   group by a.campaign_id, a.held_share, a.is_held
$$;
revoke execute on function rekindle.outcomes_judged from public;
