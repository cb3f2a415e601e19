-- Saying no. These functions have the owner's rights: the pages that call them may write what they may not read.
-- Lock order everywhere a lock is waited for: recipients < message_deliveries (by id) < campaign_enrollments (by id).
set local role rekindle_owner;

-- Whether a standing no covers a message. The address's hash matters only to a no about one address.
create function rekindle.is_suppressed(
  learner bigint, on_channel text, about_topic text, campaign int, about_subject_type text, subject bigint, address bytea
) returns boolean language sql stable parallel safe
return exists (
  select from rekindle.suppressions s
   where s.user_id = learner and s.lifted_at is null and s.channel in ('all', on_channel)
     and (s.address_hash = '' or s.address_hash = address)
     and case s.scope when 'all' then true when 'topic' then s.topic = about_topic
           when 'campaign' then s.campaign_id = campaign
           else s.subject_type = about_subject_type and s.subject_id = subject end);

-- The code that the ledger records for what a standing no stopped.
create function rekindle.suppression_outcome(reason text) returns text
language sql immutable parallel safe
return case reason when 'opt_out' then 'opted_out' when 'complaint' then 'complained' when 'bounce' then 'bounced'
         else 'closed_by_admin' end;

-- Writes a standing no and takes back what was reserved under it, in one transaction. Returns what it changed.
create function rekindle.suppress(
  learner bigint, on_channel text, on_scope text, about_topic text, campaign int, about_subject_type text,
  subject bigint, address bytea, why text, via text, moment timestamptz
) returns table (is_new boolean, skipped int, ended int)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  clock int;
begin
  insert into rekindle.recipients as r (user_id, opt_outs, created_at) values (learner, 1, moment)
    on conflict (user_id) do update set opt_outs = r.opt_outs + 1 returning r.opt_outs into clock;
  insert into rekindle.suppressions as s
    (user_id, channel, scope, topic, campaign_id, subject_type, subject_id, address_hash, reason, source, opt_outs, created_at)
  values (learner, on_channel, on_scope, about_topic, campaign, about_subject_type, subject, address, why, via, clock, moment)
  on conflict on constraint suppressions_key
    do update set lifted_at = null, reason = excluded.reason, source = excluded.source,
      opt_outs = case when s.lifted_at is null then s.opt_outs else clock end,
      created_at = case when s.lifted_at is null then s.created_at else moment end
    -- A complaint or a bounce outweighs the learner's own no: only that can be taken back.
    where s.lifted_at is not null or (s.reason = 'opt_out' and excluded.reason <> 'opt_out');
  is_new := found;

  with hit as materialized (
    select d.id from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
     where d.user_id = learner and d.status = 'scheduled' and on_channel in ('all', d.channel)
       and (address = '' or d.address_hash is null or d.address_hash = address)
       and case on_scope when 'all' then d.class <> 'transactional' when 'topic' then c.topic = about_topic
             when 'campaign' then d.campaign_id = campaign
             else c.subject_type = about_subject_type and d.subject_id = subject end
     order by d.id for no key update of d)
  update rekindle.message_deliveries d
     set status = 'skipped', reason = rekindle.suppression_outcome(why), attention_at = null
    from hit where d.id = hit.id and d.status = 'scheduled';
  get diagnostics skipped = row_count;

  ended := 0;
  if on_channel = 'all' then
    with hit as materialized (
      select e.id from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
       where e.user_id = learner and e.status in ('active', 'paused', 'exhausted')
         and case on_scope when 'all' then c.class <> 'transactional' when 'topic' then c.topic = about_topic
               when 'campaign' then e.campaign_id = campaign
               else c.subject_type = about_subject_type and e.subject_id = subject end
       order by e.id for no key update of e)
    update rekindle.campaign_enrollments e
       set status = case why when 'opt_out' then 'unsubscribed' else 'suppressed' end,
           end_reason = rekindle.suppression_outcome(why), ended_at = coalesce(e.ended_at, moment), next_due_at = null
      from hit where e.id = hit.id and e.status in ('active', 'paused', 'exhausted');
    get diagnostics ended = row_count;
  end if;
  return next;
end
$$;

-- What an opt-out link is about: the delivery it was written in. No personal data.
create function rekindle.opt_out_subject(delivery bigint)
returns table (user_id bigint, topic text, campaign_id int, campaign_title text, class text, subject_type text,
               subject_id bigint, subject_name text, channel text)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select d.user_id, c.topic, c.id, c.title, c.class, c.subject_type, d.subject_id, k.name, d.channel
    from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
    left join lms.courses k on c.subject_type = 'course' and k.course_id = d.subject_id
   where d.id = delivery;
end;

-- Opts out the learner whom a delivery was written to: 'subject', 'topic' or 'all', on all channels or one.
-- No row where there is no such delivery.
create function rekindle.opt_out(delivery bigint, on_scope text, on_channel text, via text, moment timestamptz)
returns table (is_new boolean, skipped int, ended int)
language sql volatile security definer set search_path = pg_catalog
begin atomic
  select r.is_new, r.skipped, r.ended
    from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
   cross join lateral rekindle.suppress(d.user_id, on_channel, on_scope,
      case on_scope when 'topic' then c.topic else '' end, case on_scope when 'campaign' then c.id else 0 end,
      case on_scope when 'subject' then c.subject_type else '' end, case on_scope when 'subject' then d.subject_id else 0 end,
      '', 'opt_out', via, moment) r
   where d.id = delivery;
end;

-- What stands against writing to the learner of a delivery, for the preference page.
create function rekindle.preferences(delivery bigint)
returns table (channel text, scope text, topic text, subject_type text, subject_id bigint, reason text, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select s.channel, s.scope, s.topic, s.subject_type, s.subject_id, s.reason, s.created_at
    from rekindle.message_deliveries d join rekindle.suppressions s on s.user_id = d.user_id
   where d.id = delivery and s.lifted_at is null;
end;

-- Takes a no back that the learner once gave; complaints and bounces stay. Returns whether there was one.
create function rekindle.opt_in(delivery bigint, on_scope text, on_channel text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  learner bigint;
begin
  select d.user_id into learner from rekindle.message_deliveries d where d.id = delivery;
  perform from rekindle.recipients r where r.user_id = learner for no key update;
  update rekindle.suppressions s set lifted_at = moment
    from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
   where d.id = delivery and s.user_id = d.user_id and s.lifted_at is null and s.reason = 'opt_out'
     and s.channel = on_channel and s.scope = on_scope
     and case on_scope when 'all' then true when 'topic' then s.topic = c.topic when 'campaign' then s.campaign_id = c.id
           else s.subject_type = c.subject_type and s.subject_id = d.subject_id end;
  return found;
end
$$;
-- What a provider's answer to a send says about the learner: they told it to stop, or the address is dead.
create function rekindle.refuse_address(delivery bigint, is_opt_out boolean, moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  select from rekindle.message_deliveries d
   cross join lateral rekindle.suppress(d.user_id, d.channel, 'all', '', 0, '', 0,
      case when is_opt_out then ''::bytea else coalesce(d.address_hash, '') end,
      case when is_opt_out then 'opt_out' else 'bounce' end, 'provider', moment)
   where d.id = delivery;
end;
revoke execute on function rekindle.refuse_address, rekindle.suppress, rekindle.opt_out_subject, rekindle.opt_out, rekindle.preferences,
  rekindle.opt_in from public;
