-- Makes a lead of each row of a list, and keeps its name and addresses as the list has them: one mailbox is one
-- lead, in however many lists it stands. A request of its mailbox that was approved before it was known has converted it.
create or replace function rekindle.lead_imported() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into lms_data.leads as l (user_id, first_name, last_name, title, email, phone_number, timezone, locale, region)
  values (new.user_id, new.first_name, new.last_name, new.title, new.email, new.phone_number, new.timezone, new.locale, new.region)
  on conflict (user_id) do update
    set first_name = excluded.first_name, last_name = excluded.last_name, title = excluded.title, email = excluded.email,
        phone_number = excluded.phone_number, timezone = excluded.timezone, locale = excluded.locale, region = excluded.region;
  insert into lms_data.lead_batches (import_batch_id) values (new.import_batch_id) on conflict do nothing;
  insert into lms_data.lead_batch_members (import_batch_id, user_id, is_first)
  values (new.import_batch_id, new.user_id, not exists (
    select from lms_data.lead_batch_members m where m.user_id = new.user_id))
  on conflict do nothing;
  insert into rekindle.crm_entries (approval_id, kind, about, at)
  select a.id, 'lead_converted', new.user_id, a.approved_at
    from lms.cta_submissions s join rekindle.approvals a on a.cta_submission_id = s.cta_submission_id
   where rekindle.mailbox(s.email) = rekindle.mailbox(new.email)
  on conflict do nothing;
  return null;
end
$$;
revoke execute on function rekindle.lead_imported from public;
create or replace trigger imported_leads_lead after insert or update on lms_data.imported_leads
  for each row execute function rekindle.lead_imported();
