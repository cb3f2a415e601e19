-- Takes events back: an activity that one told is removed, and what else still has its value from it is as if nobody had said
-- it. An event that has not come yet is never taken, and one that was kept is kept no longer.
create or replace function rekindle.void_host_events(from_source text, ids text[], moment timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  told record;
  mark text;
  said record;
  voided int := 0;
begin
  delete from rekindle.events_unknown u where u.source = from_source and u.event_id = any (ids);
  insert into rekindle.host_events (source, event_id, type, occurred_at, received_at)
  select distinct from_source, i.id, 'voided', moment, moment from unnest(ids) i(id) order by i.id
  on conflict do nothing;
  for told in
    select h.event_id, h.user_id, h.subject_id, h.occurred_at from rekindle.host_events h
     where h.source = from_source and h.event_id = any (ids) and h.type <> 'voided' order by h.event_id for update
  loop
    if rekindle.is_stand_alone('user_activities') then
      delete from lms_data.user_activities a
       where a.user_id = told.user_id and a.course_id = told.subject_id and a.activity_date = told.occurred_at;
    end if;
    mark := rekindle.host_stamp(told.occurred_at, from_source, told.event_id);
    perform from rekindle.host_rows r where r.user_id = told.user_id order by r.table_name, r.key for no key update;
    for said in
      select r.table_name, r.key, array_agg(s.key order by s.key) as names
        from rekindle.host_rows r cross join lateral jsonb_each_text(r.stamps) s
       where r.user_id = told.user_id and s.value = mark group by r.table_name, r.key order by r.table_name, r.key
    loop
      continue when not rekindle.is_stand_alone(said.table_name);
      execute format('update lms_data.%I t set %s where %s', said.table_name,
        (select string_agg(format('%I = default', n.name), ', ') from unnest(said.names) n(name)
          where n.name not in (select k.name from rekindle.host_keys(format('lms_data.%I', said.table_name)::regclass) k)),
        (select string_agg(format('t.%I = split_part($1, '' '', %s)::%s', k.name, k.place, k.type), ' and ' order by k.place)
           from rekindle.host_keys(format('lms_data.%I', said.table_name)::regclass) k)) using said.key;
      update rekindle.host_rows r set stamps = r.stamps - said.names
       where r.table_name = said.table_name and r.key = said.key;
    end loop;
    update rekindle.host_events h set type = 'voided' where h.source = from_source and h.event_id = told.event_id;
    voided := voided + 1;
  end loop;
  return voided;
end
$$;
revoke execute on function rekindle.void_host_events from public;
