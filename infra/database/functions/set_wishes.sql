-- What the learner of a delivery wishes from now on: put off until a day of theirs, a year ahead at most; at most one message a
-- week; only between two minutes of their day; the hour in which they learn. What is reserved obeys: a claim that read before knows
-- by the recipient's clock that it read too early, and of several messages that nobody asked for one is left in a week. Who wishes
-- less is looked at again at once. Returns false, and does nothing, where there is no such delivery.
create or replace function rekindle.set_wishes(
  delivery bigint, snooze date, weekly boolean, from_minute int, to_minute int, learning_hour int, moment timestamptz
) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare
  learner bigint := (select d.user_id from rekindle.message_deliveries d where d.id = delivery);
  place text;
begin
  if learner is null then return false; end if;
  perform from rekindle.recipients r where r.user_id = learner for no key update;
  select z.name into place from rekindle.local_zone((select r.time_zone from rekindle.reach r where r.user_id = learner)) z;
  insert into rekindle.wishes as w (user_id, snoozed_until, is_weekly, from_minute, to_minute, hour, changed_at)
  select learner, case when u.until > moment then least(u.until, moment + interval '366 days') end, weekly,
         set_wishes.from_minute, set_wishes.to_minute, learning_hour, moment
    from (select snooze::timestamp at time zone place as until) u
  on conflict (user_id) do update set
    snoozed_until = excluded.snoozed_until, is_weekly = excluded.is_weekly, from_minute = excluded.from_minute,
    to_minute = excluded.to_minute, hour = excluded.hour, changed_at = excluded.changed_at;
  update rekindle.recipients r set opt_outs = r.opt_outs + 1 where r.user_id = learner;
  if weekly then perform rekindle.leave_one_a_week(learner, moment); end if;

  with hit as materialized (
    select d.id from rekindle.message_deliveries d
     where d.user_id = learner and d.status = 'scheduled' and d.attempt = 0 and d.not_before > moment
     order by d.id for no key update of d)
  update rekindle.message_deliveries d set not_before = moment, attention_at = moment
    from hit where d.id = hit.id and d.status = 'scheduled';
  with hit as materialized (
    select e.id from rekindle.campaign_enrollments e
     where e.user_id = learner and e.status = 'active' and e.next_due_at > moment
       and e.defer_reason in ('snoozed', 'wished_hours', 'wished_week', 'learning_hour')
     order by e.id for no key update of e)
  update rekindle.campaign_enrollments e set next_due_at = moment from hit where e.id = hit.id and e.status = 'active';
  return true;
end
$$;
revoke execute on function rekindle.set_wishes from public;
