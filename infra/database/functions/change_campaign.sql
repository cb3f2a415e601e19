-- For administrators: what a campaign is told beside its versions. Returns its new revision; null where somebody has changed it
-- since the revision that was expected.
create or replace function rekindle.change_campaign(
  campaign int, expected int, new_status text, starts timestamptz, ends timestamptz, share int, budget numeric, moment timestamptz
) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  made int;
begin
  update rekindle.campaigns c
     set status = new_status, starts_at = starts, ends_at = ends, rollout = share, weekly_budget = budget,
         revision = c.revision + 1
   where c.id = campaign and c.revision = expected
  returning c.revision into made;
  if made is not null and new_status = 'completed' then
    perform rekindle.end_campaign(campaign, moment);
  end if;
  return made;
end
$$;
revoke execute on function rekindle.change_campaign from public;
