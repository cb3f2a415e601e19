-- Gives a version the functions of another one of the same campaign, which has the same queries.
create or replace function rekindle.copy_queries(campaign int, from_version int, to_version int) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  old_names text := rekindle.campaign_function(campaign, from_version, '');
  new_names text := rekindle.campaign_function(campaign, to_version, '');
  query record;
begin
  for query in
    select p.oid, new_names || substr(p.proname, length(old_names) + 1) as name from pg_proc p
     where p.pronamespace = 'rekindle_campaigns'::regnamespace and starts_with(p.proname, old_names) order by p.oid
  loop
    execute replace(
      pg_get_functiondef(query.oid), 'rekindle_campaigns.' || old_names, 'rekindle_campaigns.' || new_names);
    execute format('revoke execute on function rekindle_campaigns.%I from public', query.name);
  end loop;
end
$$;
revoke execute on function rekindle.copy_queries from public;
