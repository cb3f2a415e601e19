-- Whether the subject of an episode is a message that was asked for, and not one of the platform's.
create or replace function rekindle.is_request(subject bigint) returns boolean
language sql immutable parallel safe
return subject <= -1000000000000;
