-- "today", "tomorrow", "on Monday 30 November": a day as a sentence names it, seen from `today`. Both are of one zone.
create or replace function rekindle.day_in_words(day date, today date) returns text language sql immutable parallel safe
return case day - today when 0 then 'today' when 1 then 'tomorrow' else 'on ' || to_char(day, 'FMDay FMDD FMMonth') end;
