-- As delete_messages: attempts, links and what stands on the worklist go with their message.
create or replace function rekindle.delete_traces() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from rekindle.delivery_attempts a using gone where a.delivery_id = gone.id;
  delete from rekindle.tracked_links l using gone where l.delivery_id = gone.id;
  delete from rekindle.worklist_items i using gone where i.delivery_id = gone.id;
  return null;
end
$$;
create or replace trigger message_deliveries_traces after delete on rekindle.message_deliveries
  referencing old table as gone for each statement execute function rekindle.delete_traces();
revoke execute on function rekindle.delete_traces from public;
