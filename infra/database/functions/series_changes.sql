-- What a group's meetings change in its series, as invitations are told: those that do not take place, by their planned starts, and
-- those that take place at another time or place.
create or replace function rekindle.series_changes(of_group bigint, as_of timestamptz)
returns table (exceptions jsonb, moved jsonb) language sql stable parallel safe rows 1 as $$
  select coalesce(jsonb_agg(p.planned_at order by p.planned_at) filter (where t.cancelled_at <= as_of), '[]'),
         coalesce(jsonb_agg(jsonb_build_object(
             'occurrence', p.planned_at, 'starts_at', t.starts_at, 'ends_at', t.ends_at, 'url', t.url) order by p.planned_at)
           filter (where t.starts_at <> p.planned_at and (t.cancelled_at is null or t.cancelled_at > as_of)), '[]')
    from lms.meetings t join lms.meeting_plans p on p.meeting_id = t.meeting_id
   where t.group_id = of_group
$$;
