-- What a foreign key would do on a deletion, for all deleted rows at once: rows of the ledger are made by statements that
-- hold a lock on the row they belong to, which no deletion can pass, and need no look-up each (docs/decisions/0014).
create or replace function rekindle.delete_messages() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from rekindle.message_deliveries d using gone where d.enrollment_id = gone.id;
  return null;
end
$$;
create or replace trigger campaign_enrollments_messages after delete on rekindle.campaign_enrollments
  referencing old table as gone for each statement execute function rekindle.delete_messages();
revoke execute on function rekindle.delete_messages from public;
