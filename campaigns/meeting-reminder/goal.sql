-- Nobody tells who came: the meeting's beginning ends it.
select null::timestamptz as reached_at where false
