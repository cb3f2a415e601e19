-- "21:05", "9:05 PM": the time that clocks of a zone show, as a locale writes it.
create or replace function rekindle.time_text(moment timestamptz, zone text, locale text) returns text
language plpgsql stable parallel safe as $$
declare
  language rekindle.languages := rekindle.language(locale);
  shown time := (moment at time zone zone)::time;
begin
  return to_char(shown, language.clock)
    || coalesce(E'\u00a0' || language.day_halves[case when shown < time '12:00' then 1 else 2 end], '');
end
$$;
