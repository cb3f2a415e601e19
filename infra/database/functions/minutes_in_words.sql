-- "45 minutes", "1 hour", "2 hours 10 minutes"; null for nothing.
create or replace function rekindle.minutes_in_words(minutes bigint) returns text language sql immutable parallel safe
return case when minutes >= 1 then concat_ws(' ',
  case when minutes >= 60 then minutes / 60 || case when minutes < 120 then ' hour' else ' hours' end end,
  case when minutes % 60 > 0 then minutes % 60 || case when minutes % 60 = 1 then ' minute' else ' minutes' end end) end;
