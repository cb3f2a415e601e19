-- Takes events of a host, as parallel arrays and the rows that they write, each of which names its event by its place. An event
-- that was taken before is left alone. In a first part there are people, in a second what names people, in a third what changes
-- a row that must be there; an event whose person or row is missing is not taken, and may come again. Returns the places of
-- those that were not taken, with the reason.
create or replace function rekindle.take_host_events(
  from_source text, part int, ids text[], types text[], times timestamptz[], learners bigint[], subjects bigint[],
  row_events int[], row_tables text[], rows jsonb, need_events int[], need_tables text[], need_names text[], needs jsonb,
  moment timestamptz
) returns table (place int, verdict text, missing text)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  strangers int[] := '{}';
  homeless int[] := '{}';
  lacked text[] := '{}';
  fresh int[];
  target record;
begin
  if part > 1 then
    strangers := array(
      select i.place::int from unnest(learners) with ordinality i(learner, place)
       where i.learner in (
         select u.learner from (select distinct l.learner from unnest(learners) l(learner)) u
          where u.learner is not null and not exists (select from lms.people p where p.user_id = u.learner)));
  end if;
  if cardinality(need_events) > 0 then
    select coalesce(array_agg(m.event order by m.event, m.name), '{}'), coalesce(array_agg(m.name order by m.event, m.name), '{}')
      into homeless, lacked from rekindle.missing_rows(need_events, need_tables, need_names, needs) m;
  end if;
  fresh := rekindle.fresh_host_events(from_source, ids, types, times, learners, subjects, strangers || homeless, moment);
  for target in select b.name, b.told, b.stamps from rekindle.host_rows_by_table(from_source, ids, times, row_events, row_tables, rows, fresh) b
  loop
    if target.name = 'consents' then
      perform rekindle.record_consent((c->>'user_id')::bigint, c->>'channel', (c->>'is_granted')::boolean, c->>'source',
                                      c->>'words', (c->>'given_at')::timestamptz, moment)
         from jsonb_array_elements(target.told) c;
    elsif target.name = 'approvals' then
      perform rekindle.note_account(c->>'cta_submission_id', (c->>'user_id')::bigint, (c->>'is_new')::boolean, c->>'login_url',
                                    c->>'profile_url', (c->>'created_at')::timestamptz, moment)
         from jsonb_array_elements(target.told) c where c ? 'user_id';
      perform rekindle.note_password(c->>'cta_submission_id', (c->>'number')::int, (c->>'set_at')::timestamptz, moment)
         from jsonb_array_elements(target.told) c where c ? 'number';
    else
      perform rekindle.apply_host_rows(target.name, target.stamps, target.told);
      if target.name = 'orders' then
        perform rekindle.note_orders(array(select (o->>'order_id')::bigint from jsonb_array_elements(target.told) o), moment);
      end if;
    end if;
  end loop;
  delete from rekindle.events_unknown u using unnest(fresh) f(place) where u.source = from_source and u.event_id = ids[f.place];
  return query
    select i.place::int, case when i.place = any (strangers) then 'unknown_learner' when i.place = any (homeless) then 'unknown_row'
                         else 'repeated' end, lacked[array_position(homeless, i.place::int)]
      from generate_subscripts(ids, 1) i(place)
     where not exists (select from unnest(fresh) f(place) where f.place = i.place);
end
$$;
revoke execute on function rekindle.take_host_events from public;
