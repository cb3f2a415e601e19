-- The host has set the password of this number, also one that it is told of no more: its hash is forgotten. An older one than the
-- last is old news.
create or replace function rekindle.note_password(submission text, number int, happened timestamptz, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  approval bigint;
begin
  update rekindle.approvals a set password_hash = null, password_set_at = least(happened, moment)
   where a.cta_submission_id = submission and a.password_number = number and a.password_set_at is null
  returning a.id into approval;
  if not found then return; end if;
  insert into rekindle.crm_entries (approval_id, kind, at) values (approval, 'password_set', moment) on conflict do nothing;
end
$$;
revoke execute on function rekindle.note_password from public;
