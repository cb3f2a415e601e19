-- Notes what a provider says of a template, in any of its words; a word that says nothing of use leaves the status as it is, and
-- older news changes nothing. What is not said (null) stays. Returns the status; null where nothing is known of the template.
create or replace function rekindle.note_template(
  from_provider text, template text, in_language text, word text, id text, kind text, why text, said timestamptz
) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare
  known text := case lower(word)
    when 'approved' then 'approved' when 'reinstated' then 'approved' when 'active' then 'approved'
    when 'pending' then 'pending' when 'received' then 'pending' when 'unsubmitted' then 'pending' when 'in_appeal' then 'pending'
    when 'paused' then 'paused' when 'rejected' then 'rejected'
    when 'disabled' then 'disabled' when 'deleted' then 'disabled' when 'pending_deletion' then 'disabled'
    when 'archived' then 'disabled' end;
begin
  if known is not null then
    insert into rekindle.whatsapp_templates as t (provider, name, language, status, provider_id, category, reason, changed_at)
    values (from_provider, template, in_language, known, id, lower(kind), why, said)
    on conflict (provider, name, language) do update
      set status = excluded.status, provider_id = coalesce(excluded.provider_id, t.provider_id),
          category = coalesce(excluded.category, t.category), reason = excluded.reason, changed_at = excluded.changed_at
     where excluded.changed_at >= t.changed_at;
  end if;
  return (select t.status from rekindle.whatsapp_templates t
           where t.provider = from_provider and t.name = template and t.language = in_language);
end
$$;
revoke execute on function rekindle.note_template from public;
