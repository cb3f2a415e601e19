-- The server's own names, as it has them now; `cleanup` asks again each time, and so does an import.
select rekindle.refresh_time_zones();

-- What platforms write where somebody chose no zone: Moodle's 99.
insert into rekindle.time_zones (name, zone) values ('99', null) on conflict do nothing;
