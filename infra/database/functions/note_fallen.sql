-- Notes a message that will not reach anybody, for hasten_cascades. A row of a table of its own and not of the enrolment: whoever
-- holds that may be waiting for this message.
create or replace function rekindle.note_fallen() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into rekindle.fallen_deliveries (delivery_id) values (new.id) on conflict do nothing;
  return null;
end
$$;
revoke execute on function rekindle.note_fallen from public;
create or replace trigger message_deliveries_fallen after update of status, bounced_at, dropped_at on rekindle.message_deliveries
  for each row when (
    (new.status in ('failed', 'skipped') and old.status in ('scheduled', 'sending') and new.reason is distinct from 'expired')
    or (new.bounced_at is not null and old.bounced_at is null) or (new.dropped_at is not null and old.dropped_at is null))
  execute function rekindle.note_fallen();
