-- `cleanup` keeps the list as new as the server's time zone data.
insert into rekindle.time_zones
select z.name from pg_timezone_names z
 where z.name !~ '^(posix|right)/' and not exists (select from rekindle.time_zones);
