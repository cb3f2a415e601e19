-- "today", "tomorrow", "on Monday 30 November": a day as a sentence names it, seen from `today`. Both are of one zone.
create or replace function rekindle.day_in_words(day date, today date, locale text) returns text
language plpgsql stable parallel safe as $$
declare
  language rekindle.languages := rekindle.language(locale);
begin
  return case day - today when 0 then language.today when 1 then language.tomorrow
    else rekindle.write_day(language.sentence_day, day, language) end;
end
$$;

create or replace function rekindle.day_in_words(day date, today date) returns text language sql stable parallel safe
as $$ select rekindle.day_in_words(day, today, 'en') $$;
