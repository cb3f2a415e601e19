-- The zones that this server knows, which a restore or an upgrade of it changes; `cleanup` keeps the list as new.
with known as materialized (select z.name from pg_timezone_names z where z.name !~ '^(posix|right)/'),
gone as (delete from rekindle.time_zones z where not exists (select from known k where k.name = z.name))
insert into rekindle.time_zones select k.name from known k on conflict do nothing;
