-- What a role may is what its file says: whatever else it was given ends here, in the same transaction.
do $$
declare
  role name;
begin
  for role in select r.rolname from pg_roles r where r.rolname like 'rekindle\_%' and r.rolname <> 'rekindle_owner' loop
    execute format('revoke all on all tables in schema rekindle, lms, lms_data from %I', role);
    execute format('revoke all on all functions in schema rekindle from %I', role);
    execute format('revoke all on schema rekindle, lms, lms_data, rekindle_campaigns from %I', role);
  end loop;
end
$$;
