-- A number as it is dialled today: mobile numbers of Mexico without the 1 that they no longer have, older ones of Brazil with the 9
-- that they have since 2016. WhatsApp tells the old forms, and the platform may have kept them: both must find the same person.
create or replace function rekindle.as_dialled(number text) returns text language sql immutable parallel safe
return case when number ~ '^\+521[0-9]{10}$' then '+52' || substr(number, 5)
         when number ~ '^\+55[0-9]{2}[6-9][0-9]{7}$' then substr(number, 1, 5) || '9' || substr(number, 6)
         else number end;
