-- In PL/pgSQL, which keeps the plan: as an SQL function it was read from the catalogue and planned at each call.
create or replace function rekindle.campaign_function(campaign int, version int, part text) returns text
language plpgsql stable as $$
begin
  return (select replace(c.slug, '-', '_') || '_v' || version || '_' || part from rekindle.campaigns c where c.id = campaign);
end
$$;
