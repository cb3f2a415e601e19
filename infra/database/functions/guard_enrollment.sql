-- Terminal states absorb, whatever a statement forgets to ask; only what a no ended opens again when it is taken back,
-- and what was over until a moment moved (look_again). Whether a state may follow another is asked in the trigger's
-- condition: the function is called only to refuse.
create or replace function rekindle.guard_enrollment() returns trigger language plpgsql as $$
begin
  raise exception 'enrollment % cannot go from % to %', old.id, old.status, new.status using errcode = 'RK002';
end
$$;
create or replace trigger campaign_enrollments_guard before update of status on rekindle.campaign_enrollments
  for each row when (old.status is distinct from new.status and (old.status || '>' || new.status) <> all (array[
    'active>paused', 'paused>active', 'active>completed', 'active>unsubscribed', 'active>exhausted', 'active>expired',
    'active>suppressed', 'paused>completed', 'paused>unsubscribed', 'paused>expired', 'paused>suppressed',
    'exhausted>completed', 'exhausted>unsubscribed', 'exhausted>suppressed', 'exhausted>active', 'expired>active', 'unsubscribed>active', 'unsubscribed>paused',
    'suppressed>active', 'suppressed>paused']))
  execute function rekindle.guard_enrollment();
