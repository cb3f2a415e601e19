-- Completes the campaigns whose end has come, and returns how many episodes that ended.
create or replace function rekindle.end_campaigns(moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  over int;
  ended int := 0;
begin
  for over in
    update rekindle.campaigns c set status = 'completed', revision = c.revision + 1
     where c.status in ('active', 'paused') and c.ends_at <= moment returning c.id
  loop
    ended := ended + rekindle.end_campaign(over, moment);
  end loop;
  return ended;
end
$$;
revoke execute on function rekindle.end_campaigns from public;
