-- Forgets the learner to whom a link was sent (erase_learner), and the link with them: 'erased'; 'busy', and nothing happens, while
-- one of their messages is on its way; null where the link does not work any more. The trail has a line.
create or replace function rekindle.erase_by_link(delivery bigint, moment timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  learner bigint := (select l.learner from rekindle.data_link(delivery, moment) l where l.state = 'open');
begin
  if learner is null then return null; end if;
  if rekindle.erase_learner(learner, moment) is null then return 'busy'; end if;
  insert into rekindle.audit_entries (at, key_name, route, subject, status)
  values (moment, 'learner', 'POST /data/{token} erase', format('learner %s', learner), 200);
  return 'erased';
end
$$;
revoke execute on function rekindle.erase_by_link from public;
