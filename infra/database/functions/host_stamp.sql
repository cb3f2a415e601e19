-- What orders the events of a row, as a text: when it happened, and its id among those of one moment.
create or replace function rekindle.host_stamp(occurred timestamptz, source text, event_id text) returns text
language sql stable parallel safe as $$
  select to_char(occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || ' ' || source || ' ' || event_id
$$;
revoke execute on function rekindle.host_stamp from public;
