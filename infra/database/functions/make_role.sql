-- Makes a handler's login role where the cluster has none, with the limits that hold where a pooler drops those that handlers
-- ask for in their start-up packet. A role that is there keeps what somebody has set for it and gets what it lacks. `member_of`
-- is a role without login that holds what several handlers may.
--
-- Roles are the cluster's, and no lock of ours reaches another database: where that one did the same just now, we look again.
create or replace function rekindle.make_role(role text, settings jsonb default '{}', member_of text default null) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  setting record;
begin
  for attempt in 1..20 loop
    begin
      if to_regrole(role) is null then
        execute format('create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls', role);
      end if;
      if to_regrole(member_of) is null and member_of is not null then execute format('create role %I nologin', member_of); end if;
      if not pg_has_role(role, member_of, 'member') then execute format('grant %I to %I', member_of, role); end if;
      for setting in
        select s.key, s.value
          from jsonb_each_text(jsonb_build_object('timezone', 'UTC', 'statement_timeout', '30s',
            'lock_timeout', '2s', 'idle_in_transaction_session_timeout', '15s') || settings) s
         where s.key not in (
           select lower(split_part(c.entry, '=', 1)) from pg_roles r cross join unnest(r.rolconfig) c(entry) where r.rolname = role)
      loop
        begin
          execute format('alter role %I set %I = %L', role, setting.key, setting.value);
        exception when insufficient_privilege then exit;   -- somebody else made the role, and keeps it as it is
        end;
      end loop;
      exit;
    exception when duplicate_object or unique_violation or internal_error then   -- the last: tuple concurrently updated
      if attempt = 20 then raise; end if;
    end;
  end loop;
  execute format('grant connect on database %I to %I', current_database(), role);
  execute format('grant usage on schema rekindle to %I', role);
end
$$;
revoke execute on function rekindle.make_role from public;
