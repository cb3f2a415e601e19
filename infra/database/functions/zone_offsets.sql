-- How a zone's clocks are set between two moments: the distance to UTC in seconds, and from when it holds. Asked week by week,
-- and where the answer changes, for the minute.
create or replace function rekindle.zone_offsets(zone text, since timestamptz, until timestamptz)
returns table (starts_at timestamptz, seconds int) language plpgsql stable parallel safe as $$
declare
  low timestamptz; high timestamptz; middle timestamptz;
  other int;
begin
  starts_at := since;
  seconds := extract(epoch from (since at time zone zone) - (since at time zone 'UTC'));
  return next;
  low := since;
  while low < until loop
    high := low + interval '168 hours';
    other := extract(epoch from (high at time zone zone) - (high at time zone 'UTC'));
    if other <> seconds then
      while high - low > interval '1 minute' loop
        middle := date_trunc('minute', low + (high - low) / 2);
        exit when middle <= low;
        if extract(epoch from (middle at time zone zone) - (middle at time zone 'UTC')) = seconds then
          low := middle;
        else
          high := middle;
        end if;
      end loop;
      starts_at := date_trunc('minute', high);
      seconds := extract(epoch from (high at time zone zone) - (high at time zone 'UTC'));
      return next;
    end if;
    low := high;
  end loop;
end
$$;
