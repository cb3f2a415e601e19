-- The platform's subject that a message is about: of a request, the one that it names.
create or replace function rekindle.subject_of(subject bigint) returns bigint
language sql stable parallel safe security definer set search_path = pg_catalog as $$
  select coalesce((select j.about from rekindle.notification_jobs j where j.id = subject and rekindle.is_request(subject)), subject)
$$;
revoke execute on function rekindle.subject_of from public;
