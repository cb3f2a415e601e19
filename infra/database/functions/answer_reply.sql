-- Reserves the answer to a reply whose whole words are a campaign's keyword: of the campaigns in which a writer is, the one that
-- wrote to them last. An answer is a message of the ledger, once for each reply. Returns the keyword; null where nothing answers:
-- no such keyword, too late, nobody who may be written to, or a no that stands.
create or replace function rekindle.answer_reply(
  from_provider text, message text, on_channel text, writers bigint[], address bytea, phrases text[], said timestamptz,
  moment timestamptz
) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare
  rule record;
  paid record;
begin
  select e.id, e.user_id, e.subject_id, e.campaign_id, e.version, c.topic, c.subject_type, r.answer->>'keyword' as keyword,
         r.answer->>'template' as template, jsonb_array_length(v.definition->'steps') + r.place - 1 as step into rule
    from rekindle.campaign_enrollments e
    join rekindle.campaigns c on c.id = e.campaign_id
      and rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, moment) = 'active'
    join rekindle.campaign_versions v on v.campaign_id = e.campaign_id and v.version = e.version
   cross join lateral jsonb_array_elements(v.definition->'replies') with ordinality r(answer, place)
    left join lateral (
      select max(d.sent_at) as at from rekindle.message_deliveries d
       where d.enrollment_id = e.id and d.channel = on_channel and d.status in ('sent', 'presumed_sent')) m on true
   where e.user_id = any (writers) and not e.is_holdout and said > moment - interval '24 hours'
     and r.answer->>'phrase' = any (phrases) and r.answer->'channels' ? on_channel
     and exists (select from rekindle.addresses a where a.user_id = e.user_id and a.channel = on_channel)
   order by array_position(phrases, r.answer->>'phrase'), m.at desc nulls last, e.id desc limit 1;
  if not found then return null; end if;
  perform from rekindle.recipients r where r.user_id = rule.user_id for no key update;
  if exists (
    select from rekindle.binding(rule.user_id, array[address]) s
     where rekindle.covers(s, 'reminder', rule.topic, rule.campaign_id, rule.subject_type,
                           rule.subject_id, on_channel, address)) then
    return null;
  end if;
  select p.price, u.units into paid
    from rekindle.message_units(array[rule.campaign_id], array[rule.version]) u
    join rekindle.message_prices(array[rule.user_id], array[u.channel], array[u.unit], moment) p on true
   where exists (select from rekindle.prices) and u.channel = on_channel and u.message = rule.template;
  insert into rekindle.spending_changes (week, campaign_id, amount)   -- asked for, so it is counted and never held back
  select rekindle.budget_week(moment), rule.campaign_id, paid.price * paid.units where paid.price > 0;
  insert into rekindle.message_deliveries
    (user_id, enrollment_id, subject_id, campaign_id, version, class, step, occurrence, stage, channel, template, slot_at,
     scheduled_at, not_before, expires_at, attention_at, answers, unit_price, units, cost)
  select rule.user_id, rule.id, rule.subject_id, rule.campaign_id, rule.version, 'transactional', rule.step,
         coalesce(max(d.occurrence), 0) + 1, 1, on_channel, rule.template, said, moment, moment, said + interval '24 hours', moment,
         from_provider || ':' || message, paid.price, paid.units, paid.price * paid.units
    from rekindle.message_deliveries d
   where d.enrollment_id = rule.id and d.step = rule.step and d.channel = on_channel;
  return rule.keyword;
end
$$;
revoke execute on function rekindle.answer_reply from public;
