-- Whether what is written to a table of `lms_data` is seen in `lms`; false where the platform has its own view there. Planned once a
-- session.
create or replace function rekindle.is_stand_alone(target text) returns boolean
language plpgsql stable set search_path = pg_catalog as $$
begin
  return exists (
    select from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
     where r.ev_class = to_regclass(format('lms.%I', target))
       and d.refclassid = 'pg_class'::regclass and d.refobjid = to_regclass(format('lms_data.%I', target)));
end
$$;
revoke execute on function rekindle.is_stand_alone from public;
