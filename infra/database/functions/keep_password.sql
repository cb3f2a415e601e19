-- Keeps the hash of a password that is shown now, in the place of one that the host has not set yet. Returns whether it is to be
-- shown: false where one is set already.
create or replace function rekindle.keep_password(delivery bigint, hash text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update rekindle.approvals a
     set password_number = a.password_number + 1, password_hash = hash, password_made_at = moment, password_told_at = null
   where a.id = (select w.approval_id from rekindle.welcome(delivery, moment) w) and a.password_set_at is null;
  return found;
end
$$;
revoke execute on function rekindle.keep_password from public;
