-- Has episodes looked at now whose steps depend on moments or facts of the host's data; LookAgain in Sources/Store says which.
create or replace function rekindle.look_again(people bigint[], moment timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
declare
  part record;
  hit bigint[] := '{}';
  moved bigint[];
  looks int := 0;
begin
  if people is not null then
    hit := array(
      select e.id from rekindle.campaign_enrollments e
        join rekindle.campaign_versions v on v.campaign_id = e.campaign_id and v.version = e.version
       where e.user_id = any (people) and e.status = 'active' and e.next_due_at > moment
         and v.definition @? '$.steps[*] ? (exists (@.before) || exists (@.after.anchor) || exists (@.when) || exists (@.useful_until))');
  end if;
  for part in
    select n.campaign_id, n.version, array_agg(n.id) as ids, array_agg(n.user_id) as learners, array_agg(n.subject_id) as subjects
      from (
        select e.id, e.user_id, e.subject_id, e.campaign_id, e.version,
               row_number() over (partition by e.campaign_id, e.version order by e.id) / 10000 as page
          from rekindle.campaign_enrollments e
          join rekindle.campaigns c on c.id = e.campaign_id
          join rekindle.campaign_versions v on v.campaign_id = e.campaign_id and v.version = e.version
         where (people is null or e.user_id = any (people))
           and (people is null and e.status = 'active'
                or (e.status = 'exhausted' or e.status = 'expired' and e.end_reason = 'subject_over')
                   and (people is not null or e.ended_at > moment - interval '744 hours'))
           and v.definition @? '$.steps[*] ? (exists (@.before) || exists (@.after.anchor) || exists (@.useful_until))'
           and rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, moment) = 'active'
           and not exists (
             select from rekindle.campaign_enrollments l
              where l.user_id = e.user_id and l.campaign_id = e.campaign_id and l.subject_id = e.subject_id
                and l.episode > e.episode)) n
     group by n.campaign_id, n.version, n.page order by n.campaign_id, n.version, n.page   -- two at once lock alike
  loop
    with state as materialized (
      select s.user_id, s.subject_id, case when s.is_relevant then s.anchors end as moments
        from rekindle.campaign_state(part.campaign_id, part.version, moment, part.learners, part.subjects) s
       where s.fault is null and s.goal_at is null)
    select array_agg(e.id) into moved
      from unnest(part.ids, part.learners, part.subjects) p(id, user_id, subject_id)
      join state s on s.user_id = p.user_id and s.subject_id = p.subject_id
      join rekindle.campaign_enrollments e on e.id = p.id
     where rekindle.has_moved(e.moments, s.moments)
       and (e.status <> 'exhausted' or s.moments is not null);   -- a goal may still count for who has had everything
    hit := hit || coalesce(moved, '{}');
  end loop;
  -- Locked at the end and in one order, as everywhere: an opt-out waits for no question. Asked of the rows as they are then.
  hit := array(
    select h.id from (select e.id from rekindle.campaign_enrollments e where e.id = any (hit) order by e.id for no key update of e) h);
  begin
    return rekindle.look_at(hit, moment);
  exception when unique_violation then   -- another campaign of the group was first for one of them: only that one stays as it is
    for place in reverse cardinality(hit)..1 loop
      begin
        looks := looks + rekindle.look_at(array[hit[place]], moment);
      exception when unique_violation then null;
      end;
    end loop;
    return looks;
  end;
end
$$;
revoke execute on function rekindle.look_again from public;
