-- What was written down stays: nobody changes or removes a line of the trail, the owner neither.
create or replace function rekindle.keep_audit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail only grows' using errcode = 'RK003';
end
$$;
create or replace trigger audit_entries_kept before update or delete or truncate on rekindle.audit_entries
  for each statement execute function rekindle.keep_audit();
