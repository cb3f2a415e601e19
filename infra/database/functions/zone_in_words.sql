-- Whose clock a printed time is of: "Kolkata time", or the distance to UTC where the zone is not named after a place.
create or replace function rekindle.zone_in_words(zone text, moment timestamptz) returns text language sql stable parallel safe
return case
  when zone like '%/%' and zone not like 'Etc/%' then replace(regexp_replace(zone, '^.*/', ''), '_', ' ') || ' time'
  else (select 'UTC' || case when d.minutes = 0 then ''
                             else case when d.minutes < 0 then '-' else '+' end
                               || to_char(make_interval(mins => abs(d.minutes)), 'FMHH24:MI') end
          from (select (extract(epoch from (moment at time zone zone) - (moment at time zone 'UTC')) / 60)::int as minutes) d)
end;
