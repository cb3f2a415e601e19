-- "Monday, 30 November 2026 at 21:05, Kolkata time": day and time of a moment as a locale writes them, and whose clock is meant.
create or replace function rekindle.moment_text(moment timestamptz, zone text, locale text) returns text
language plpgsql stable parallel safe as $$
declare
  language rekindle.languages := rekindle.language(locale);
begin
  return replace(replace(replace(language.moment,
    '{day}', rekindle.write_day(language.weekday_day, (moment at time zone zone)::date, language)),
    '{time}', rekindle.time_text(moment, zone, locale)), '{zone}', rekindle.zone_in_words(zone, moment, locale));
end
$$;
