-- The stage of the next email: 1; 2-3; 4-5; 6 and more emails.
create or replace function rekindle.stage(emails_sent bigint) returns int
language sql immutable parallel safe
return case when emails_sent < 1 then 1 when emails_sent < 3 then 2 when emails_sent < 5 then 3 else 4 end;
