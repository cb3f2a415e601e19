-- A time zone's name as the list has it: without blanks around it, in lower case, with blanks for underscores.
create or replace function rekindle.zone_name(written text) returns text language sql immutable parallel safe
return lower(btrim(translate(written, E'_\u00a0\t\r\n', '     ')) collate "C");
