-- For administrators: holds one learner's episode, or lets it go on. Returns whether that changed anything: what is over stays over.
create or replace function rekindle.hold_enrollment(enrollment bigint, is_held boolean, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update rekindle.campaign_enrollments e
     set status = case when is_held then 'paused' else 'active' end, next_due_at = case when is_held then null else moment end
   where e.id = enrollment and e.status = case when is_held then 'active' else 'paused' end;
  return found;
end
$$;
revoke execute on function rekindle.hold_enrollment from public;
