-- Everything that is known about the learner to whom a link was sent; the link is used up by it, and the trail has a line. Null,
-- and nothing happens, where it does not work any more.
create or replace function rekindle.take_copy(delivery bigint, moment timestamptz) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  link record;
begin
  select * into link from rekindle.data_link(delivery, moment) l where l.state = 'open';
  update rekindle.campaign_enrollments e set link_used_at = moment where e.id = link.episode and e.link_used_at is null;
  if not found then return null; end if;
  insert into rekindle.audit_entries (at, key_name, route, subject, status)
  values (moment, 'learner', 'POST /data/{token} copy', format('learner %s', link.learner), 200);
  return rekindle.export_learner(link.learner);
end
$$;
revoke execute on function rekindle.take_copy from public;
