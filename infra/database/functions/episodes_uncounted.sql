-- Episodes where `episode_counts` has none yet, before the first roll-up; afterwards there are no such.
create or replace function rekindle.episodes_uncounted()
returns table (user_id bigint, campaign_id int, subject_id bigint, status text) language sql stable as $$
  select e.user_id, e.campaign_id, e.subject_id, e.status from rekindle.campaign_enrollments e
   where (select r.episodes_at is null from rekindle.rollup r where r.is_only)
$$;
revoke execute on function rekindle.episodes_uncounted from public;
