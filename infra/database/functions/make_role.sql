-- Makes a handler's login role where the cluster has none, with the limits that hold where a pooler drops those that handlers
-- ask for in their start-up packet. A role that is there keeps the settings that it has. `member_of` is a role without login
-- that holds what several handlers may.
create or replace function rekindle.make_role(role text, settings jsonb default '{}', member_of text default null) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  setting record;
begin
  if to_regrole(role) is null then
    begin
      execute format('create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls', role);
      for setting in
        select key, value from jsonb_each_text(jsonb_build_object('timezone', 'UTC', 'statement_timeout', '30s',
          'lock_timeout', '2s', 'idle_in_transaction_session_timeout', '15s') || settings)
      loop
        execute format('alter role %I set %I = %L', role, setting.key, setting.value);
      end loop;
    exception when duplicate_object or unique_violation then null;   -- another database of this cluster made it just now
    end;
  end if;
  if member_of is not null then
    begin
      if to_regrole(member_of) is null then execute format('create role %I nologin', member_of); end if;
    exception when duplicate_object or unique_violation then null;
    end;
    begin
      if not pg_has_role(role, member_of, 'member') then execute format('grant %I to %I', member_of, role); end if;
    exception when unique_violation then null;
    end;
  end if;
  execute format('grant connect on database %I to %I', current_database(), role);
  execute format('grant usage on schema rekindle to %I', role);
end
$$;
revoke execute on function rekindle.make_role from public;
