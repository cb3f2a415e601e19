-- Time and place of a meeting as an invitation's context has it, in one line: where it differs from what was told, those who are
-- invited have to hear of it. Null for what is no meeting.
create or replace function rekindle.meeting_times(meeting jsonb) returns text
language sql immutable parallel safe set search_path = pg_catalog set timezone = 'UTC' as $$
  select case when meeting->>'starts_at' ~ '^\d{4}-\d\d-\d\dT' and meeting->>'ends_at' ~ '^\d{4}-\d\d-\d\dT' then
    concat_ws(' ', (meeting->>'starts_at')::timestamptz, (meeting->>'ends_at')::timestamptz, meeting->>'frequency',
      meeting->>'interval', meeting->>'count', meeting #>> '{clocks,zone}', meeting->>'location', meeting->>'url',
      (meeting->>'occurrence')::timestamptz,
      (select string_agg(e.at::timestamptz::text, ' ' order by e.at::timestamptz)
         from jsonb_array_elements_text(case jsonb_typeof(meeting->'exceptions') when 'array' then meeting->'exceptions' end) e(at)),
      (select string_agg(concat_ws(' ', (m.one->>'occurrence')::timestamptz, (m.one->>'starts_at')::timestamptz,
                                   (m.one->>'ends_at')::timestamptz, m.one->>'url'), ' '
                         order by (m.one->>'occurrence')::timestamptz)
         from jsonb_array_elements(case jsonb_typeof(meeting->'moved') when 'array' then meeting->'moved' end) m(one))) end
$$;
