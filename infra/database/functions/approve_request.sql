-- Approves a request to take part, for an administrator: once, whoever comes second finds what the first has done. Returns what
-- came of it, `approved`, `approved_before`, `unknown_request` or `unknown_admin`, and the approval.
create or replace function rekindle.approve_request(
  submission text, admin bigint, with_call boolean, wish timestamptz, call_owner bigint, moment timestamptz
) returns table (verdict text, approval_id bigint)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not exists (select from lms.cta_submissions s where s.cta_submission_id = submission) then
    return query select 'unknown_request', null::bigint;
    return;
  end if;
  if exists (select from unnest(array[admin, coalesce(call_owner, admin)]) a(id)
              where not exists (select from lms.users u where u.user_id = a.id and u.is_active)) then
    return query select 'unknown_admin', null::bigint;
    return;
  end if;
  insert into rekindle.approvals (cta_submission_id, admin_id, wants_call, call_wish, call_owner_id, approved_at)
  values (submission, admin, with_call, wish, coalesce(call_owner, admin), moment)
  on conflict do nothing returning id into approval_id;
  verdict := case when approval_id is null then 'approved_before' else 'approved' end;
  approval_id := coalesce(approval_id, (select a.id from rekindle.approvals a where a.cta_submission_id = submission));
  insert into rekindle.crm_entries (approval_id, kind, about, at)
  select approve_request.approval_id, e.kind, e.about, moment
    from (select 'approved' as kind, admin as about
          union all
          select 'lead_converted', i.user_id from lms.imported_leads i
            join lms.cta_submissions s on rekindle.mailbox(s.email) = rekindle.mailbox(i.email)
           where s.cta_submission_id = submission) e
   where verdict = 'approved'
  on conflict do nothing;
  return next;
end
$$;
revoke execute on function rekindle.approve_request from public;
