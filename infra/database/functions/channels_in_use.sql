-- The channels that the deployment writes on: those of the campaigns' current versions.
create or replace function rekindle.channels_in_use() returns text[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct k.channel), '{}')
    from rekindle.campaigns c
    join rekindle.campaign_versions v on v.campaign_id = c.id and v.version = c.current_version
   cross join lateral (
     select s.channels from jsonb_to_recordset(v.definition->'steps') s(channels jsonb)
     union all select jsonb_path_query(v.definition, '$.experiments[*].variants[*].channels.*')) s
   cross join lateral jsonb_array_elements_text(s.channels) k(channel)
$$;
revoke execute on function rekindle.channels_in_use from public;
