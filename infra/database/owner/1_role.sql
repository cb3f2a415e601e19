-- The role that owns the schemas. Roles are the cluster's: no dump of a database carries them, and another database may
-- have made this one first.
do $$
begin
  create role rekindle_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
  alter role rekindle_owner set timezone = 'UTC';
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    if to_regrole('rekindle_owner') is null then raise; end if;   -- the owner may go on where another began
end
$$;

-- Up to PostgreSQL 15 a member may become the role and use its rights. From 16 on the role's maker is a member who may do
-- neither before it has said so.
do $$
declare
  is_newer constant boolean := current_setting('server_version_num')::int >= 160000;
begin
  if pg_has_role(current_user, 'rekindle_owner', case when is_newer then 'set' else 'member' end)
     and pg_has_role(current_user, 'rekindle_owner', 'usage') then
    return;
  end if;
  for attempt in 1..20 loop
    begin
      execute format('grant rekindle_owner to %I', current_user)
        || case when is_newer then ' with inherit true, set true' else '' end;
      return;
    exception when unique_violation or internal_error then   -- another database did so just now; the last: tuple concurrently updated
      if attempt = 20 then raise; end if;
    end;
  end loop;
exception when insufficient_privilege then
  raise insufficient_privilege using message = format(
    'the role rekindle_owner was made by somebody else, who must say: grant rekindle_owner to %I with admin option',
    current_user);
end
$$;
