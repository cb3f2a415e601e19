-- "30 November", "30. November": a day that needs no year, as a locale writes it.
create or replace function rekindle.month_day_text(day date, locale text) returns text language plpgsql stable parallel safe as $$
declare
  language rekindle.languages := rekindle.language(locale);
begin
  return rekindle.write_day(language.month_day, day, language);
end
$$;
