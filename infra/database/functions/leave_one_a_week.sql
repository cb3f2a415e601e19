-- Takes back what is reserved for a learner who wants one message a week: all of it where one went out within seven days, all but
-- what stops being useful first where none did. Their recipient is locked.
create or replace function rekindle.leave_one_a_week(learner bigint, moment timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  with open as materialized (
    select d.id, d.status, d.expires_at, coalesce(d.sent_at, d.unknown_at, moment) as at
      from rekindle.message_deliveries d
     where d.user_id = learner and d.class <> 'transactional' and d.answers is null and rekindle.address_kind(d.channel) is not null
       and d.status in ('scheduled', 'sending', 'unknown', 'sent', 'presumed_sent')
     order by d.id for no key update of d),
  kept as (
    select o.id from open o where o.status = 'scheduled'
       and not exists (select from open p where p.status <> 'scheduled' and p.at > moment - interval '7 days')
     order by o.expires_at, o.id limit 1)
  update rekindle.message_deliveries d set status = 'skipped', reason = 'wished_week', attention_at = null
    from open o where d.id = o.id and o.status = 'scheduled' and d.status = 'scheduled' and not exists (select from kept k where k.id = d.id)
$$;
revoke execute on function rekindle.leave_one_a_week from public;
