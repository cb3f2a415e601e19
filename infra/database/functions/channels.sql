-- The ways to reach a person, and what is true of each: the same as Domain's Channel, which a test compares.
create or replace function rekindle.channels() returns text[]
language sql immutable parallel safe
return array['email', 'sms', 'whatsapp', 'discord', 'inapp', 'calendar', 'worklist'];

-- Which of a person's addresses the channel writes to; null where it needs none.
create or replace function rekindle.address_kind(channel text) returns text
language sql immutable parallel safe
return case channel when 'email' then 'email' when 'calendar' then 'email' when 'sms' then 'phone' when 'whatsapp' then 'phone'
         when 'discord' then 'discord' end;

-- Whether somebody tells us that a message was read.
create or replace function rekindle.measures_opens(channel text) returns boolean
language sql immutable parallel safe
return channel in ('email', 'whatsapp', 'inapp');

-- The channel whose providers carry its messages: itself, where it has its own. What was said about the carrier holds for what it
-- carries; a no to what is carried leaves the carrier open.
create or replace function rekindle.carrier(channel text) returns text
language sql immutable parallel safe
return case channel when 'calendar' then 'email' else channel end;
