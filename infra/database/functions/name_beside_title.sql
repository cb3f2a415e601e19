-- A name to print after a title: a title that stands in the name as well is printed once.
create or replace function rekindle.name_beside_title(title text, name text) returns text language sql immutable parallel safe
return case when name ilike title || ' %' then btrim(substr(name, length(title) + 1)) else name end;
