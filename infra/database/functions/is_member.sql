-- Whether somebody is in a group at `as_of`; a leaving before the joining is over: who joined again is a member.
create or replace function rekindle.is_member(joined_at timestamptz, left_at timestamptz, as_of timestamptz) returns boolean
language sql immutable parallel safe
return joined_at <= as_of and coalesce(left_at > as_of or left_at < joined_at, true);
