-- The person whom a group is when it is written to as a whole: far below leads and guardians, and readable.
create or replace function rekindle.group_recipient(group_id bigint) returns bigint
language sql immutable parallel safe
return -1000000000000000 - group_id;
