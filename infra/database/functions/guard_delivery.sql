-- Whether a state may follow another is asked in the trigger's condition: a function is called only to refuse.
create or replace function rekindle.guard_delivery() returns trigger language plpgsql as $$
begin
  raise exception 'delivery % cannot go from % to %', old.id, old.status, new.status using errcode = 'RK001';
end
$$;
create or replace trigger message_deliveries_guard before update of status on rekindle.message_deliveries
  for each row when (old.status is distinct from new.status and (old.status || '>' || new.status) <> all (array[
    'scheduled>sending', 'scheduled>skipped', 'sending>sent', 'sending>scheduled', 'sending>failed', 'sending>unknown',
    'sending>skipped', 'scheduled>presumed_sent', 'unknown>sent', 'unknown>presumed_sent', 'unknown>scheduled', 'presumed_sent>sent',
    'scheduled>sent', 'skipped>sent', 'failed>sent']))   -- the last three: a provider's evidence contradicts us
  execute function rekindle.guard_delivery();
