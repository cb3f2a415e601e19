-- Whether nobody is to take an item for now: it waits for another try, or its episode is held.
create or replace function rekindle.waits_on_worklist(item rekindle.worklist_items, moment timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select item.not_before > moment or exists (
    select from rekindle.campaign_enrollments e where e.id = item.enrollment_id and e.status = 'paused')
$$;
revoke execute on function rekindle.waits_on_worklist from public;
