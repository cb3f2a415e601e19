-- Slots are computed, no longer stored. What a stored slot says beyond the plan becomes the step's delay, so that every
-- enrolment under way goes on with exactly the slots that it had; a step without a slot has ended.
update rekindle.campaign_enrollments e
   set steps = n.steps, shift = interval '0'
  from (
    select o.id, jsonb_agg(s.state - 'slot' || case
             when s.state->>'slot' is null or d.step is null then '{"ended": true}'
             else jsonb_build_object('delay',
                    (extract(epoch from (s.state->>'slot')::timestamptz - o.anchor_at) * 1000000)::bigint
                    - 1000000 * coalesce((d.step->>'every')::bigint * (s.state->>'occurrences')::bigint,
                                         (d.step->>'after')::bigint))
           end order by s.place) as steps
      from rekindle.campaign_enrollments o
      join rekindle.campaign_versions v on v.campaign_id = o.campaign_id and v.version = o.version
     cross join lateral jsonb_array_elements(o.steps) with ordinality s(state, place)
     cross join lateral (select v.definition->'steps'->(s.place::int - 1) as step) d
     where jsonb_typeof(o.steps) = 'array' and o.steps @? '$[*] ? (exists (@.slot))'
     group by o.id) n
 where n.id = e.id;
