-- Counts episodes: once a day all of them, what campaigns reach by them (CampaignMeasures) and what became of those whom chance gave a
-- side; else those that go on, and those that ended since it last did. What ended in the last ten minutes may not be committed yet:
-- it is left to the next run. Each time also how far active reminders are and what is planned. Returns how many there are.
create or replace function rekindle.roll_up_episodes(moment timestamptz) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog set jit = off as $$
declare
  is_whole boolean;
  since timestamptz;
  until constant timestamptz := moment - interval '10 minutes';
begin
  select coalesce((r.whole_at at time zone z.time_zone)::date < (moment at time zone z.time_zone)::date, true), r.episodes_at
    into is_whole, since from rekindle.rollup r cross join rekindle.deployment z;
  if is_whole then since := '-infinity'; end if;
  delete from rekindle.episode_counts n where is_whole or n.status in ('active', 'paused');
  insert into rekindle.episode_counts as n (campaign_id, subject_id, status, episodes, completion)
  select e.campaign_id, k.course_id, e.status, count(*), coalesce(sum(p.completion_percentage), 0)
    from (
      select o.user_id, o.campaign_id, o.subject_id, o.status from rekindle.campaign_enrollments o where o.status = 'active'
      union all
      select o.user_id, o.campaign_id, o.subject_id, o.status from rekindle.campaign_enrollments o where o.status = 'paused'
      union all
      select o.user_id, o.campaign_id, o.subject_id, o.status from rekindle.campaign_enrollments o
       where o.ended_at >= since and o.ended_at < until) e
    join rekindle.campaigns c on c.id = e.campaign_id
   cross join lateral (select case c.subject_type when 'course' then e.subject_id else 0 end as course_id) k
    left join lms.user_course_progress p on c.subject_type = 'course' and p.user_id = e.user_id and p.course_id = e.subject_id
   group by 1, 2, 3
  on conflict (campaign_id, subject_id, status) do update
    set episodes = n.episodes + excluded.episodes, completion = n.completion + excluded.completion;
  delete from rekindle.reminder_counts;
  insert into rekindle.reminder_counts (emails, channel, reminders, completion, sent, presumed)
  select * from rekindle.reminders_counted();
  delete from rekindle.planned_counts;
  insert into rekindle.planned_counts (day, campaign_id, learners) select * from rekindle.looks_planned(moment);
  update rekindle.rollup r
     set episodes_at = greatest(r.episodes_at, until), whole_at = case when is_whole then moment else r.whole_at end;
  if not is_whole then return (select coalesce(sum(n.episodes), 0) from rekindle.episode_counts n); end if;

  delete from rekindle.episode_measures;
  insert into rekindle.episode_measures (campaign_id, reminded, unsubscribed, settled, completed, done, days)
  with asked as materialized (
    select s.enrollment_id as id from rekindle.messages_sent(moment - interval '51 days', moment + interval '1 microsecond') s
     where s.status = 'sent'
    union
    select e.id from rekindle.campaign_enrollments e where e.ended_at > moment - interval '90 days' and e.status = 'completed')
  select e.campaign_id, count(*) filter (where f.at > moment - interval '30 days'),
         count(*) filter (where f.at > moment - interval '30 days' and e.status = 'unsubscribed'),
         count(*) filter (where f.at between moment - interval '51 days' and moment - interval '21 days'),
         count(*) filter (where f.at between moment - interval '51 days' and moment - interval '21 days'
                            and e.status = 'completed' and e.ended_at <= f.at + interval '21 days'),
         count(*) filter (where k.is_done), avg(extract(epoch from e.ended_at - f.at) / 86400) filter (where k.is_done)
    from asked a join rekindle.campaign_enrollments e on e.id = a.id
   cross join lateral (
     select min(d.sent_at) as at from rekindle.message_deliveries d where d.enrollment_id = a.id and d.status = 'sent') f
   cross join lateral (
     select e.status = 'completed' and e.ended_at > moment - interval '90 days' and e.ended_at >= f.at as is_done) k
   where f.at is not null group by e.campaign_id;
  delete from rekindle.outcome_counts;
  insert into rekindle.outcome_counts (campaign_id, held_share, is_held, learners, goals, noes)
  select o.campaign_id, o.held_share, o.is_held, o.learners, o.goals, o.noes from rekindle.outcomes_judged(moment) o;
  delete from rekindle.side_counts;
  insert into rekindle.side_counts (campaign_id, experiment, names, shares, held_share, place, assigned, judged, goals, cost)
  select * from rekindle.outcome_sides();
  return (select coalesce(sum(n.episodes), 0) from rekindle.episode_counts n);
end
$$;
revoke execute on function rekindle.roll_up_episodes from public;
