-- Facts that happen once, and the column that says when.
insert into rekindle.first_facts (table_name, happened_at) values
  ('lesson_completions', 'completed_at'),
  ('module_completions', 'completed_at'),
  ('recording_views', 'viewed_at'),
  ('session_attendance', 'joined_at'),
  ('signups', 'completed_at'),
  ('submissions', 'submitted_at')
on conflict (table_name) do update set happened_at = excluded.happened_at;
