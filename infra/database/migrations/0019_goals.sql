-- The claim asks when the goal was met and nothing else; published versions get the function that new ones are made with.
set local role rekindle_owner;
do $$
declare
  published record;
begin
  for published in
    select replace(c.slug, '-', '_') || '_v' || v.version || '_goals' as goals,
           replace(c.slug, '-', '_') || '_v' || v.version || '_goal' as goal
      from rekindle.campaigns c join rekindle.campaign_versions v on v.campaign_id = c.id
  loop
    execute format($text$
      create or replace function rekindle_campaigns.%1$I(as_of timestamptz, learners bigint[], subjects bigint[])
      returns table (user_id bigint, subject_id bigint, goal_at timestamptz)
      language plpgsql stable parallel safe rows 1000
      set plan_cache_mode = force_generic_plan set enable_seqscan = off set jit = off set cpu_index_tuple_cost = 1 as $query$
      begin
        return query
        select k.learner, k.subject, g.reached_at
          from unnest(learners, subjects) k(learner, subject)
          left join lateral rekindle_campaigns.%2$I(as_of, k.learner, k.subject) g on true;
      end
      $query$;
      revoke execute on function rekindle_campaigns.%1$I from public;
      $text$, published.goals, published.goal);
  end loop;
end
$$;
