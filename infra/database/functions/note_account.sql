-- The host has made the account that an approval asked for, or had it already: the call is arranged and all of it noted, once.
-- Only what was asked for can be answered.
create or replace function rekindle.note_account(
  submission text, account bigint, is_fresh boolean, login text, profile text, opened timestamptz, moment timestamptz
) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  approval rekindle.approvals;
begin
  if not exists (select from rekindle.approvals a where a.cta_submission_id = submission) then
    raise check_violation using message = 'nobody has approved this request';
  end if;
  update rekindle.approvals a
     set user_id = account, is_new = is_fresh, account_at = least(opened, moment), login_url = login, profile_url = profile
   where a.cta_submission_id = submission and a.user_id is null
  returning a.* into approval;
  if not found then return; end if;
  insert into rekindle.crm_entries (approval_id, kind, about, at) values (approval.id, 'account_created', account, moment);
  if approval.wants_call then
    perform rekindle.arrange_call(approval.id, approval.call_owner_id, approval.call_wish, moment);
  end if;
end
$$;
revoke execute on function rekindle.note_account from public;
