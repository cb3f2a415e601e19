-- "30 November 2026", "30. November 2026": a day as a locale writes it.
create or replace function rekindle.day_text(day date, locale text) returns text language plpgsql stable parallel safe as $$
declare
  language rekindle.languages := rekindle.language(locale);
begin
  return rekindle.write_day(language.day, day, language);
end
$$;

-- The day that a moment has in a zone.
create or replace function rekindle.day_text(moment timestamptz, zone text, locale text) returns text language sql stable parallel safe
as $$ select rekindle.day_text((moment at time zone zone)::date, locale) $$;
