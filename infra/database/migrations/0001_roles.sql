-- One owner for everything we create, and one login role per handler with the least it needs (CORRECTNESS §7.9).
-- Roles belong to the cluster: another database of it may have made them already, or be making them at this moment.
-- Advisory locks end at the database's border, so the one that comes second waits for the role itself and goes on.
do $$
declare
  role text;
begin
  foreach role in array array[
    'rekindle_owner', 'rekindle_detect', 'rekindle_tick', 'rekindle_send_email', 'rekindle_send_sms',
    'rekindle_webhook', 'rekindle_unsubscribe', 'rekindle_link', 'rekindle_dashboard', 'rekindle_rollup',
    'rekindle_cleanup'
  ] loop
    continue when exists (select from pg_roles where rolname = role);
    begin
      execute format('create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls', role);
      -- What holds where a pooler drops the limits that handlers ask for in their start-up packet.
      execute format('alter role %I set timezone = %L', role, 'UTC');
      if role <> 'rekindle_owner' then
        execute format('alter role %I set statement_timeout = %L', role,
          case when role in ('rekindle_detect', 'rekindle_rollup', 'rekindle_cleanup') then '10min' else '30s' end);
        execute format('alter role %I set lock_timeout = %L', role, '2s');
        execute format('alter role %I set idle_in_transaction_session_timeout = %L', role, '15s');
      end if;
      if role = 'rekindle_detect' then
        execute format('alter role %I set work_mem = %L', role, '64MB');   -- one hash over the activities of a month
      end if;
      if role = 'rekindle_dashboard' then
        execute format('alter role %I set default_transaction_read_only = on', role);
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
  if not pg_has_role(current_user, 'rekindle_owner', 'member') then
    execute format('grant rekindle_owner to %I', current_user);
  end if;
  execute format('revoke connect, temporary on database %I from public', current_database());
  execute format('grant connect on database %I to rekindle_owner, rekindle_detect, rekindle_tick, rekindle_send_email,'
    ' rekindle_send_sms, rekindle_webhook, rekindle_unsubscribe, rekindle_link, rekindle_dashboard, rekindle_rollup,'
    ' rekindle_cleanup', current_database());
end
$$;

revoke all on schema public from public;
create schema lms authorization rekindle_owner;
create schema rekindle authorization rekindle_owner;
create schema rekindle_campaigns authorization rekindle_owner;
