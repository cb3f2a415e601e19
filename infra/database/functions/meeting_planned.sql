-- Keeps where a meeting was planned at first, so that one which moves is still known as the one it was.
create or replace function rekindle.meeting_planned() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  insert into lms_data.meeting_plans (meeting_id, planned_at) values (new.meeting_id, new.starts_at) on conflict do nothing;
  return null;
end
$$;
revoke execute on function rekindle.meeting_planned from public;
create or replace trigger meetings_plan after insert on lms_data.meetings
  for each row execute function rekindle.meeting_planned();
