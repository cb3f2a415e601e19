-- Takes what guardrails found in the buckets that end at a moment: opens incidents, pauses campaigns where a rule says so, ends what
-- is over and writes down what operators are to be told. One process after the other, so that nobody is told twice.
--
-- An incident acts once: a campaign that a person has resumed while it stands goes on. Where there is too little to judge by it ends
-- when nothing was beyond for as long as its window. Messages that a person has asked for or is owed are never paused.
create or replace function rekindle.note_figures(
  moment timestamptz, names text[], subjects text[], states text[], figures float8[], counts bigint[], media text[], places int[]
) returns table (opened int, resolved int, paused int)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  fresh bigint[];
begin
  perform pg_advisory_xact_lock(hashtextextended('rekindle incidents', 0));
  insert into rekindle.incidents as i (guardrail, metric, subject, action, threshold, figure, counted, began_at, seen_at)
  select g.name, g.metric, n.subject, g.action, g.threshold, n.figure, n.counted, moment, moment
    from unnest(names, subjects, states, figures, counts) n(name, subject, state, figure, counted)
    join rekindle.guardrails g on g.name = n.name
   where n.state = 'beyond' and not exists (   -- a bucket that is told again opens nothing that is over
     select from rekindle.incidents o where o.guardrail = n.name and o.subject = n.subject and o.resolved_at >= moment)
  on conflict (guardrail, subject) where resolved_at is null do update
    set seen_at = greatest(i.seen_at, excluded.seen_at),
        figure = case when i.opened_at is null then excluded.figure else i.figure end,
        counted = case when i.opened_at is null then excluded.counted else i.counted end;

  with ended as materialized (
    select i.id from rekindle.incidents i
      left join rekindle.guardrails g on g.name = i.guardrail and g.is_enabled
      left join unnest(names, subjects, states) n(name, subject, state) on n.name = i.guardrail and n.subject = i.subject
     where i.resolved_at is null and i.seen_at < moment
       and (g.name is null or n.state = 'within' or i.seen_at <= moment - make_interval(mins => g.window_minutes))),
  forgotten as (delete from rekindle.incidents i using ended e where i.id = e.id and i.opened_at is null)
  update rekindle.incidents i set resolved_at = moment from ended e where i.id = e.id and i.opened_at is not null;
  get diagnostics resolved = row_count;

  with open as (
    update rekindle.incidents i set opened_at = moment from rekindle.guardrails g
     where g.name = i.guardrail and i.opened_at is null and i.seen_at = moment
       and i.began_at <= moment - make_interval(mins => g.hold_minutes)
    returning i.id)
  select coalesce(array_agg(o.id), '{}'), count(*) into fresh, opened from open o;

  with held as (
    update rekindle.campaigns c set status = 'paused', revision = c.revision + 1 from rekindle.incidents i
     where i.id = any (fresh) and i.action = 'pause' and i.subject = c.slug and c.status = 'active' and c.class <> 'transactional'
    returning i.id),
  marked as (update rekindle.incidents i set has_paused = true from held h where i.id = h.id
    returning i.id, i.guardrail, i.metric, i.subject, i.figure, i.threshold, i.counted)
  insert into rekindle.audit_entries (at, key_name, route, subject, status, detail)
  select moment, 'watch', 'pause by guardrail ' || m.guardrail, 'campaign ' || m.subject, 200,
         format('incident %s: %s %s, threshold %s, of %s', m.id, m.metric, m.figure, m.threshold, m.counted)
    from marked m;
  get diagnostics paused = row_count;

  insert into rekindle.operator_notices (incident_id, kind, medium, place, created_at, not_before)
  select i.id, 'opened', r.medium, r.place, moment, moment
    from rekindle.incidents i cross join unnest(media, places) r(medium, place)
   where i.opened_at is not null and i.resolved_at is null
  union all
  select o.incident_id, 'resolved', o.medium, o.place, moment, moment
    from rekindle.operator_notices o join rekindle.incidents i on i.id = o.incident_id
   where o.kind = 'opened' and i.resolved_at = moment
  on conflict do nothing;
  return next;
end
$$;
revoke execute on function rekindle.note_figures from public;
