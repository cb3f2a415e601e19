-- A notice that was read counts as a message that was opened.
create or replace function rekindle.note_read() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform rekindle.merge_events('inapp', array[new.delivery_id], array['open'], array[date_trunc('second', new.read_at)],
    array[''], array[false], array[null::text], new.read_at);
  return null;
end
$$;
create or replace trigger notifications_read after update of read_at on rekindle.notifications
  for each row when (old.read_at is null and new.read_at is not null and new.delivery_id is not null)
  execute function rekindle.note_read();
revoke execute on function rekindle.note_read from public;
