-- Lists inside events, and events that need rows of other tables.
set local role rekindle_owner;

create table rekindle.host_lists (
  table_name text not null,
  member text not null,                      -- of an event's row: the list
  list_table text not null,                  -- where its elements are rows, with the row's key and their `position`
  primary key (table_name, member)
);

-- Of another shape since: it is told which rows events need, and says which of them are missing.
drop function if exists rekindle.take_host_events(text, int, text[], text[], timestamptz[], bigint[], bigint[], int[], text[],
  jsonb, timestamptz);
