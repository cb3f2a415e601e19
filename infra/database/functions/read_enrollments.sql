-- What the planner must know about running enrolments and their recipients; ReadEnrolments in Sources/Store says what it promises.
-- Planned once and by key, as claim_deliveries is: planning took a third of the time for a page of 500.
create or replace function rekindle.read_enrollments(ids bigint[])
returns table (id bigint, user_id bigint, subject_id bigint, campaign_id int, version int, is_holdout boolean,
               anchor_at timestamptz, last_activity_at timestamptz, steps jsonb, shift interval, channels text[],
               time_zone text, suppressed text[], causes text[], requested text,
               snoozed_until timestamptz, is_weekly boolean, from_minute int, to_minute int, learning_hours bigint[],
               variants jsonb)
language plpgsql stable rows 500
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_memoize = off set jit = off
set cpu_index_tuple_cost = 1 as $$
#variable_conflict use_column
begin
  return query
  select e.id, e.user_id, e.subject_id, e.campaign_id, e.version, e.is_holdout, e.anchor_at, e.last_activity_at,
         e.steps, e.shift, case when r.is_active then r.channels else '{}' end, r.time_zone,
         coalesce(n.channels, '{}'), coalesce(n.causes, '{}'), q.message,
         w.snoozed_until, coalesce(w.is_weekly, false), w.from_minute::int, w.to_minute::int,
         case when w.hour is null then coalesce(h.hours, '{}') else w.hour || coalesce(h.hours, '{}') end::bigint[], e.variants
    from rekindle.campaign_enrollments e
    join rekindle.campaigns c on c.id = e.campaign_id
    left join rekindle.reach r on r.user_id = e.user_id
    left join rekindle.wishes w on w.user_id = e.user_id
    left join rekindle.learning_hours h on h.user_id = e.user_id
    left join rekindle.notification_jobs q on q.id = e.subject_id
    left join lateral (
      select array_agg(f.channel order by f.id) as channels, array_agg(f.reason order by f.id) as causes from (
        select s.channel::text, s.reason, s.id from rekindle.suppressions s
          left join rekindle.addresses a on a.user_id = s.user_id and a.channel = s.channel
         where s.user_id = e.user_id
           and rekindle.covers(s, c.class, c.topic, c.id, c.subject_type, coalesce(q.about, e.subject_id), s.channel, a.address_hash)
        union all   -- what others said who have an address of theirs closes the channels that lead to it
        select k.channel, s.reason, s.id from rekindle.shared_addresses h
          join rekindle.suppressions s on s.address_hash = h.address_hash and s.address_hash <> '' and s.user_id <> e.user_id
         cross join unnest(rekindle.channels()) k(channel)
         where h.user_id = e.user_id and rekindle.address_kind(k.channel) = h.address_kind
           and rekindle.covers(s, c.class, c.topic, c.id, c.subject_type, coalesce(q.about, e.subject_id), k.channel, h.address_hash)) f) n on true
   where e.id = any (ids) and e.status in ('active', 'paused')   -- of what is held, what it would do
   order by e.user_id, e.id;
end
$$;
revoke execute on function rekindle.read_enrollments from public;
