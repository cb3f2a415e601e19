-- Whose clock a printed time is of: "Kolkata time", or the distance to UTC where the zone is not named after a place.
create or replace function rekindle.zone_in_words(zone text, moment timestamptz, locale text) returns text
language plpgsql stable parallel safe as $$
declare
  distance int;
begin
  if zone like '%/%' and zone not like 'Etc/%' then
    return replace((rekindle.language(locale)).place_time, '{place}', replace(regexp_replace(zone, '^.*/', ''), '_', ' '));
  end if;
  distance := extract(epoch from (moment at time zone zone) - (moment at time zone 'UTC')) / 60;
  return 'UTC' || case when distance = 0 then '' else
    case when distance < 0 then '-' else '+' end || to_char(make_interval(mins => abs(distance)), 'FMHH24:MI') end;
end
$$;

create or replace function rekindle.zone_in_words(zone text, moment timestamptz) returns text language sql stable parallel safe
as $$ select rekindle.zone_in_words(zone, moment, 'en') $$;
