-- Whether the server takes the name of a time zone: it is tried, since the server's answer decides, and no list.
create or replace function rekindle.takes_zone(name text) returns boolean
language plpgsql stable set search_path = pg_catalog as $$
begin
  perform timestamptz 'epoch' at time zone name;
  return true;
exception when invalid_parameter_value then
  return false;
end
$$;
revoke execute on function rekindle.takes_zone from public;
