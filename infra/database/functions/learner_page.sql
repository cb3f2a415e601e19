-- What the page behind a message tells: why it came, when the next may come, and what its learner wishes. Words of days and times
-- are in the page's language. No personal data: whoever holds the link may have got it forwarded.
create or replace function rekindle.learner_page(delivery bigint, language text, moment timestamptz)
returns table (written_on text, cause text, silent_days int, next_on text, today date,
               snoozed_until date, snoozed_text text, is_weekly boolean, from_minute int, to_minute int,
               hour int, learned_hour int)
language sql stable security definer set search_path = pg_catalog as $$
  select rekindle.day_text(coalesce(d.sent_at, d.scheduled_at), z.name, language),
         case when j.requested_by = 'learner' then 'own'
           when rekindle.is_request(d.subject_id) then 'asked'
           when d.answers is not null then 'answer'
           when s.step ? 'before' then 'before'
           when s.step #> '{after,anchor}' is not null then 'after'
           when v.definition #> '{enter,inactive_days}' is not null then 'silence'
           else 'entered' end,
         (v.definition #>> '{enter,inactive_days}')::int,
         (select case when count(*) > 0 then rekindle.day_text(greatest(min(e.next_due_at), w.snoozed_until, moment), z.name, language) end
            from rekindle.campaign_enrollments e where e.user_id = d.user_id and e.status = 'active' and not e.is_holdout),
         (moment at time zone z.name)::date,
         case when w.snoozed_until > moment then (w.snoozed_until at time zone z.name)::date end,
         case when w.snoozed_until > moment then rekindle.day_text(w.snoozed_until, z.name, language) end,
         coalesce(w.is_weekly, false), w.from_minute::int, w.to_minute::int, w.hour::int, h.hours[1]::int
    from rekindle.message_deliveries d
    left join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
    left join rekindle.notification_jobs j on j.id = d.subject_id
    left join rekindle.wishes w on w.user_id = d.user_id
    left join rekindle.learning_hours h on h.user_id = d.user_id
   cross join lateral (select v.definition #> array['steps', d.step::text] as step) s
   cross join lateral rekindle.local_zone((select r.time_zone from rekindle.reach r where r.user_id = d.user_id)) z
   where d.id = delivery
$$;
revoke execute on function rekindle.learner_page from public;
