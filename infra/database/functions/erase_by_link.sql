-- Forgets the learner to whom a link was sent (erase_learner), and the link with them: 'erased'; 'busy', and nothing happens,
-- while one of their messages is on its way; null where the link does not work any more. The trail has a line.
create or replace function rekindle.erase_by_link(delivery bigint, moment timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  learner bigint;
begin
  -- The locks of erase_learner in its order, then the one that a copy takes: of two deeds by one link the second does nothing.
  perform from rekindle.recipients r
   where r.user_id in (
     select l.learner from rekindle.data_link(delivery, moment) l
     union select o.user_id from rekindle.data_link(delivery, moment) l
             join rekindle.shared_addresses a on a.user_id = l.learner
             join rekindle.shared_addresses o on o.address_hash = a.address_hash)
   order by r.user_id for update;
  perform from rekindle.campaign_enrollments e
   where e.id = (select l.episode from rekindle.data_link(delivery, moment) l) for update;
  learner := (select l.learner from rekindle.data_link(delivery, moment) l where l.state = 'open');
  if learner is null then return null; end if;
  if rekindle.erase_learner(learner, moment) is null then return 'busy'; end if;
  insert into rekindle.audit_entries (at, key_name, route, subject, status)
  values (moment, 'learner', 'POST /data/{token} erase', format('learner %s', learner), 200);
  return 'erased';
end
$$;
revoke execute on function rekindle.erase_by_link from public;
