-- A copy by logical replication has the rows and not the numbers: what is handed out next comes after what is there.
do $$
declare
  item record;
  furthest bigint;
begin
  for item in
    select d.objid::regclass as sequence, d.refobjid::regclass as relation, a.attname as number
      from pg_class c
      join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i'
      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
     where c.relkind = 'S' and c.relnamespace = 'rekindle'::regnamespace
  loop
    execute format('select max(%I) from %s', item.number, item.relation) into furthest;
    if furthest > coalesce(pg_sequence_last_value(item.sequence), 0) then
      perform setval(item.sequence, furthest);
    end if;
  end loop;
  select least((select min(user_id) from lms_data.leads), (select min(user_id) from lms_data.guardians)) into furthest;
  if furthest < coalesce(pg_sequence_last_value('lms_data.person_ids'), 0) then
    perform setval('lms_data.person_ids', furthest);
  end if;
end
$$;
