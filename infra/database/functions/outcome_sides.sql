-- The sides of comparisons (CampaignOutcomes): of campaigns as a whole those who were held out, place 0, and all others; of experiments
-- also each variant. Learners are counted whose side is known, once in a campaign and once in an experiment, at their first enrolment
-- of it; then those whose window has closed, of these those who reached the goal, and what the messages to those judged have cost.
create or replace function rekindle.outcome_sides()
returns table (campaign_id int, experiment text, names text[], shares int[], held_share int, place int, assigned bigint, judged bigint,
               goals bigint, cost numeric)
language plpgsql stable as $$   -- planned only where it is asked
#variable_conflict use_column
begin
  return query
  with designs as materialized (
    select v.campaign_id, v.version, x.experiment->>'name' as experiment,
           array(select w.variant->>'name' from jsonb_array_elements(x.experiment->'variants') with ordinality w(variant, place)
                  order by w.place) as names,
           array(select (w.variant->>'share')::int
                   from jsonb_array_elements(x.experiment->'variants') with ordinality w(variant, place)
                  order by w.place) as shares
      from rekindle.campaign_versions v cross join lateral jsonb_array_elements(v.definition->'experiments') x(experiment)),
  firsts as materialized (
    select distinct on (a.campaign_id, d.experiment, e.user_id)
           a.campaign_id, d.experiment, d.names, d.shares, a.held_share, a.enrollment_id, a.is_held, a.fault, a.judged_at,
           a.reached_at, array_position(d.names, e.variants->>d.experiment) as place
      from designs d join rekindle.assignments a on a.campaign_id = d.campaign_id and a.version = d.version
      join rekindle.campaign_enrollments e on e.id = a.enrollment_id
     order by a.campaign_id, d.experiment, e.user_id, a.enrollment_id),
  sides as materialized (
    select a.campaign_id, '' as experiment, array[''] as names, array[10000] as shares, a.held_share, a.enrollment_id,
           case when a.is_held then 0 else 1 end as place, a.judged_at, a.reached_at
      from rekindle.assignments a where a.is_first and a.fault is null and a.held_share > 0
    union all
    select f.campaign_id, f.experiment, f.names, f.shares, f.held_share, f.enrollment_id,
           case when f.is_held then 0 else f.place end, f.judged_at, f.reached_at
      from firsts f where f.fault is null and (f.is_held or f.place is not null)),
  costs as materialized (
    select m.enrollment_id, sum(m.cost) as cost from rekindle.message_deliveries m
     where m.cost is not null and m.enrollment_id in (select s.enrollment_id from sides s where s.judged_at is not null)
     group by m.enrollment_id)
  select s.campaign_id, s.experiment, s.names, s.shares, s.held_share, s.place, count(*), count(s.judged_at), count(s.reached_at),
         sum(c.cost) filter (where s.judged_at is not null)
    from sides s left join costs c on c.enrollment_id = s.enrollment_id
   group by s.campaign_id, s.experiment, s.names, s.shares, s.held_share, s.place;
end
$$;
revoke execute on function rekindle.outcome_sides from public;
