-- Nothing ends it before the group does: the invitation follows the meetings.
select null::timestamptz as reached_at where false
