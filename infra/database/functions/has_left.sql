-- Whether a learner has left a course at `as_of`. A leaving before the enrolment is over: who enrolled again is back.
create or replace function rekindle.has_left(enrolled_at timestamptz, unenrolled_at timestamptz, as_of timestamptz) returns boolean
language sql immutable parallel safe
return coalesce(unenrolled_at <= as_of and not coalesce(enrolled_at > unenrolled_at and enrolled_at <= as_of, false), false);
