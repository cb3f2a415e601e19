-- Fills a language's pattern for days.
create or replace function rekindle.write_day(pattern text, day date, language rekindle.languages) returns text
language sql immutable parallel safe as $$
select replace(replace(replace(replace(pattern, '{weekday}', (language).weekdays[extract(isodow from day)::int]),
  '{day}', extract(day from day)::text), '{month}', (language).months[extract(month from day)::int]), '{year}', extract(year from day)::text)
$$;
