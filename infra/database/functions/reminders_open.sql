-- Episodes that were open at each of some moments, and what their goals are worth; nothing where no campaign says. Those that are open now
-- and those that ended since are found by indexes.
create or replace function rekindle.reminders_open(times timestamptz[]) returns table (place int, episodes bigint, worth numeric)
language sql stable as $$
  with kept as materialized (
    select e.campaign_id, e.enrolled_at, 'infinity'::timestamptz as ended_at from rekindle.campaign_enrollments e where e.status = 'active'
    union all
    select e.campaign_id, e.enrolled_at, 'infinity' from rekindle.campaign_enrollments e where e.status = 'paused'
    union all
    select e.campaign_id, e.enrolled_at, e.ended_at from rekindle.campaign_enrollments e
     where e.ended_at >= (select min(m) from unnest(times) m)),
  counted as (
    select m.place, k.campaign_id, count(*) as episodes
      from unnest(times) with ordinality m(at, place) join kept k on k.enrolled_at < m.at and k.ended_at >= m.at group by 1, 2)
  select m.place::int, coalesce(sum(n.episodes), 0)::bigint, sum(n.episodes * g.value)
    from unnest(times) with ordinality m(at, place)
    left join counted n on n.place = m.place left join rekindle.campaigns c on c.id = n.campaign_id
    left join rekindle.campaign_goals g on g.slug = c.slug
   group by m.place
$$;
revoke execute on function rekindle.reminders_open from public;
