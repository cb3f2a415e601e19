select null::timestamptz as reached_at
