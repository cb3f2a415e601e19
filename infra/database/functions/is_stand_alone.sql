-- Whether what is written to a table of `lms_data` is seen in `lms`; false where the platform has its own view there.
create or replace function rekindle.is_stand_alone(target text) returns boolean
language sql stable set search_path = pg_catalog as $$
  select exists (
    select from pg_rewrite r join pg_depend d on d.objid = r.oid
     where r.ev_class = to_regclass(format('lms.%I', target)) and d.refobjid = to_regclass(format('lms_data.%I', target)))
$$;
revoke execute on function rekindle.is_stand_alone from public;
