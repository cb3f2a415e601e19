-- A campaign is a draft once, and completed for good.
create or replace function rekindle.guard_campaign() returns trigger language plpgsql as $$
begin
  raise exception 'campaign % cannot go from % to %', old.slug, old.status, new.status using errcode = 'RK002';
end
$$;
create or replace trigger campaigns_guard before update of status on rekindle.campaigns
  for each row when (old.status is distinct from new.status and (old.status || '>' || new.status) <> all (array[
    'draft>active', 'active>paused', 'paused>active', 'active>completed', 'paused>completed']))
  execute function rekindle.guard_campaign();
