-- How a zone's clocks are set up to a moment, as invitations to recurring meetings are told:
-- {"zone", "until", "changes": [[from when, seconds ahead of UTC], …]}, moments in seconds since 1970.
--
-- From 2019 on, though a meeting is never so old: vobject compares the years up to 2020 with UTC, and takes London for it where
-- those have no summer (findings/vobject-london-without-a-past).
create or replace function rekindle.clocks(zone text, until timestamptz) returns jsonb
language sql stable parallel safe as $$
  select jsonb_build_object(
    'zone', zone, 'until', extract(epoch from until)::bigint,
    'changes', jsonb_agg(jsonb_build_array(extract(epoch from o.starts_at)::bigint, o.seconds) order by o.starts_at))
    from rekindle.zone_offsets(zone, '2019-01-01Z', until) o
   where o.starts_at <= until   -- it looks a week further
$$;
