-- "45 minutes", "1 hour", "2 hours 10 minutes"; null for nothing.
create or replace function rekindle.minutes_in_words(minutes bigint, locale text) returns text
language plpgsql stable parallel safe as $$
declare
  language rekindle.languages := rekindle.language(locale);
begin
  return nullif(concat_ws(' ', case when minutes >= 60 then rekindle.counted(minutes / 60, language.hours) end,
                               case when minutes % 60 > 0 then rekindle.counted(minutes % 60, language.minutes) end), '');
end
$$;

create or replace function rekindle.minutes_in_words(minutes bigint) returns text language sql stable parallel safe
as $$ select rekindle.minutes_in_words(minutes, 'en') $$;
