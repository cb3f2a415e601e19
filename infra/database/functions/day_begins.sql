-- When a day begins by the clocks of a zone: at its first midnight, where clocks that are put back show it twice.
create or replace function rekindle.day_begins(day date, zone text) returns timestamptz language sql stable
return (
  select case when (m.at - interval '1 hour') at time zone zone >= day::timestamp then m.at - interval '1 hour' else m.at end
    from (select day::timestamp at time zone zone as at) m);
revoke execute on function rekindle.day_begins from public;
