-- What an episode is about, as its campaign's context calls it, or as the platform calls the course; null where neither has a
-- name for it. A campaign's query that fails keeps nobody from an explanation.
create or replace function rekindle.subject_title(enrollment bigint, moment timestamptz) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  title text;
begin
  begin
    select c.context::json ->> 'subject_name' into title
      from rekindle.campaign_enrollments e
     cross join lateral rekindle.campaign_context(e.campaign_id, e.version, moment, array[e.user_id], array[e.subject_id]) c
     where e.id = enrollment;
  exception when others then
    title := null;
  end;
  return coalesce(title, (
    select l.name from rekindle.campaign_enrollments e
      join rekindle.campaigns k on k.id = e.campaign_id and k.subject_type = 'course'
      join lms.courses l on l.course_id = e.subject_id
     where e.id = enrollment));
end
$$;
revoke execute on function rekindle.subject_title from public;
