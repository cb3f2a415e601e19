-- Reserves what corrects invitations that are no longer true: for everybody, for some learners, or of what was told since a moment.
-- What is true is what the campaign's context says that sent the invitation: another time or place, a meeting that is off, or
-- takes place without this learner (`standing`, or no row). The words are the campaign's (`invitations`). A correction is a
-- transactional message of the ledger, written when it is sent from what is true then: one is on its way at most, however often
-- the meeting moves meanwhile. An invitation that was corrected ten times in a day is left alone, with an anomaly: its context says
-- something else each time that it is asked. One call looks at `most` invitations behind a place; it returns how many corrections it
-- reserved, and where the next one goes on, which is null at the end.
create or replace function rekindle.correct_invitations(
  for_learners bigint[], told_since timestamptz, after_learner bigint, after_uid text, most int, moment timestamptz
) returns table (reserved bigint, last_learner bigint, last_uid text)
language plpgsql security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  sender record;
  page_learners bigint[];
  page_uids text[];
  total bigint := 0;
  added bigint;
begin
  select array_agg(p.user_id order by p.user_id, p.uid), array_agg(p.uid order by p.user_id, p.uid) into page_learners, page_uids
    from (
      select i.user_id, i.uid from rekindle.invitations i
       where i.status <> 'removed' and i.ends_at > moment
         and (for_learners is null or i.user_id = any (for_learners)) and (told_since is null or i.updated_at >= told_since)
         and (after_learner is null or (i.user_id, i.uid) > (after_learner, after_uid))
       order by i.user_id, i.uid limit most) p;
  for sender in
    select d.campaign_id, d.version, v.definition->'invitations' as words,
           jsonb_array_length(v.definition->'steps') + coalesce(jsonb_array_length(v.definition->'replies'), 0) as first_step,
           array_agg(i.user_id order by i.user_id, i.uid) as learners,
           array_agg(d.subject_id order by i.user_id, i.uid) as subjects, array_agg(i.uid order by i.user_id, i.uid) as uids
      from unnest(page_learners, page_uids) k(learner, uid)
      join rekindle.invitations i on i.user_id = k.learner and i.uid = k.uid
      join rekindle.message_deliveries d on d.id = i.delivery_id
      join rekindle.campaigns c on c.id = d.campaign_id
        and rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, moment) <> 'completed'
      join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version and v.definition ? 'invitations'
     group by d.campaign_id, d.version, v.definition
  loop
    with held as materialized (
      select h.learner, h.subject, i.uid, i.sequence, i.status, i.meeting, i.ends_at, d.enrollment_id
        from unnest(sender.learners, sender.subjects, sender.uids) h(learner, subject, uid)
        join rekindle.invitations i on i.uid = h.uid and i.user_id = h.learner
        join rekindle.message_deliveries d on d.id = i.delivery_id
        join rekindle.recipients r on r.user_id = h.learner
       order by h.learner, h.uid for key share of r skip locked),   -- who is being forgotten is passed over
    said as materialized (
      select c.user_id, c.subject_id, c.context::jsonb->'meeting' as meeting, c.fault
        from rekindle.campaign_context(sender.campaign_id, sender.version, moment, sender.learners, sender.subjects) c),
    wanted as materialized (
      select h.*, case
          when s.fault is not null then null
          when coalesce(jsonb_typeof(s.meeting), 'null') <> 'object' or s.meeting->>'standing' = 'removed' then
            case when h.status = 'invited' then 'removed' end
          when s.meeting->>'standing' = 'cancelled' then case when h.status = 'invited' then 'cancelled' end
          when rekindle.meeting_times(s.meeting) is null then null
          when h.status = 'cancelled' or rekindle.meeting_times(s.meeting) <> rekindle.meeting_times(h.meeting) then 'changed' end
        as change
        from held h left join said s on s.user_id = h.learner and s.subject_id = h.subject),
    due as materialized (
      select w.learner, w.subject, w.uid, w.sequence, w.ends_at, w.enrollment_id, k.change->>'template' as template,
             sender.first_step + k.place - 1 as step, p.n, p.lately
        from wanted w
        join jsonb_array_elements(sender.words) with ordinality k(change, place) on k.change->>'change' = w.change
       cross join lateral (
         select count(*) filter (
                  where starts_with(d.answers, 'meeting:' || w.uid || ':' || w.learner || ':' || w.sequence || '.')) as n,
                count(*) filter (where d.scheduled_at > moment - interval '1 day') as lately,
                count(*) filter (where d.status = 'scheduled' and d.template = k.change->>'template') as pending
           from rekindle.message_deliveries d
          where d.user_id = w.learner and starts_with(d.answers, 'meeting:' || w.uid || ':' || w.learner || ':')) p
       where p.pending = 0),
    restless as (
      insert into rekindle.anomalies (kind, detail, created_at)
      select 'restless_meeting', 'campaign ' || sender.campaign_id || ' version ' || sender.version, moment
       where exists (select from due d where d.lately >= 10) and not exists (
         select from rekindle.anomalies a where a.resolved_at is null and a.kind = 'restless_meeting'
            and a.detail = 'campaign ' || sender.campaign_id || ' version ' || sender.version)),
    priced as materialized (
      select d.*, m.price, m.units
        from due d
        left join lateral (
          select p.price, u.units
            from rekindle.message_units(array[sender.campaign_id], array[sender.version]) u
            join rekindle.message_prices(array[d.learner], array[u.channel], array[u.unit], moment) p on true
           where exists (select from rekindle.prices) and u.channel = 'calendar' and u.message = d.template) m on true
       where d.lately < 10),
    written as (
      insert into rekindle.message_deliveries
        (user_id, enrollment_id, subject_id, campaign_id, version, class, step, occurrence, stage, channel, template, slot_at,
         scheduled_at, not_before, expires_at, attention_at, answers, unit_price, units, cost)
      select p.learner, p.enrollment_id, p.subject, sender.campaign_id, sender.version, 'transactional', p.step,
             1 + coalesce((select max(o.occurrence) from rekindle.message_deliveries o
                            where o.enrollment_id = p.enrollment_id and o.step = p.step and o.channel = 'calendar'), 0),
             1, 'calendar', p.template, moment, moment, moment, greatest(p.ends_at, moment + interval '1 day'), moment,
             'meeting:' || p.uid || ':' || p.learner || ':' || p.sequence || '.' || p.n, p.price, p.units, p.price * p.units
        from priced p
       where exists (select from rekindle.addresses a where a.user_id = p.learner and a.channel = 'calendar')
      on conflict do nothing returning cost),
    paid as (   -- owed, so it is counted and never held back
      insert into rekindle.spending_changes (week, campaign_id, amount)
      select rekindle.budget_week(moment), sender.campaign_id, w.cost from written w where w.cost > 0)
    select count(*) into added from written;
    total := total + added;
  end loop;
  return query select total, case when cardinality(page_learners) = most then page_learners[most] end,
                      case when cardinality(page_uids) = most then page_uids[most] end;
end
$$;
revoke execute on function rekindle.correct_invitations from public;
