-- Notes events as taken, but those at the places of `left_out`; returns the places of those that were not taken before. Lists
-- are joined by hashing: the planner takes each of them for ten elements.
create or replace function rekindle.fresh_host_events(
  from_source text, ids text[], types text[], times timestamptz[], learners bigint[], subjects bigint[], left_out int[],
  moment timestamptz
) returns int[] language plpgsql volatile set search_path = pg_catalog set enable_nestloop = off as $$
declare
  fresh int[];
begin
  with told as (
    select i.id, i.type, i.at, i.learner, i.subject, i.place::int as place
      from unnest(ids, types, times, learners, subjects) with ordinality i(id, type, at, learner, subject, place)
     where not exists (select from unnest(left_out) s(place) where s.place = i.place)),
  taken as (
    insert into rekindle.host_events (source, event_id, type, user_id, subject_id, occurred_at, received_at)
    select from_source, t.id, t.type, t.learner, t.subject, t.at, moment from told t order by t.id, t.place
    on conflict do nothing returning event_id)
  select coalesce(array_agg(f.place order by f.place), '{}') into fresh
    from (select min(t.place) as place from told t join taken k on k.event_id = t.id group by t.id) f;
  return fresh;
end
$$;
revoke execute on function rekindle.fresh_host_events from public;
