-- Whether a request has this id; asked only of ids that are far below zero.
create or replace function rekindle.has_request(subject bigint) returns boolean
language sql stable parallel safe
as $$ select exists (select from rekindle.notification_jobs j where j.id = has_request.subject) $$;

-- Whether the subject of an episode is a message that was asked for, and not one of the platform's, whose ids may be as far below zero:
-- that of an instalment is its number with a minus before it.
create or replace function rekindle.is_request(subject bigint) returns boolean
language sql stable parallel safe
return subject <= -1000000000000 and rekindle.has_request(subject);
