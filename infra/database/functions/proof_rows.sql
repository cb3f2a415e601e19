-- What is kept of a person as evidence (docs/proof.md): one row here is one row of a table, without what is null, in the order of
-- the rows' own times. No address and no text is among them but as its hash, and nobody else who has the same address.
create or replace function rekindle.proof_rows(learner bigint)
returns table (at timestamptz, source text, id text, content jsonb)
language sql stable security definer set search_path = pg_catalog set timezone = 'UTC' as $$
  with message as materialized (
    select d.*, c.slug from rekindle.message_deliveries d left join rekindle.campaigns c on c.id = d.campaign_id
     where d.user_id = learner),
  address as materialized (   -- today's, and those that were written to
    select a.address_hash from rekindle.own_addresses(learner, 'all', null) a
    union select m.address_hash from message m where m.address_hash <> ''),
  evidence(at, source, id, content) as (
    select k.given_at, 'consents', k.channel::text, to_jsonb(x)
      from rekindle.consents k
     cross join lateral (select k.channel, k.is_granted, k.source, k.words, k.given_at) x
     where k.user_id = learner
    union all
    select s.created_at, 'suppressions', s.id::text, to_jsonb(x)
      from (select b.* from rekindle.binding(learner, array(select a.address_hash from address a)) b) s
      left join rekindle.campaigns c on c.id = s.campaign_id
     cross join lateral (
       select s.user_id = learner as is_own, s.channel, s.scope, nullif(s.topic, '') as topic, c.slug as campaign,
              nullif(s.subject_type, '') as subject_type, nullif(s.subject_id, 0) as subject_id,
              nullif(encode(s.address_hash, 'hex'), '') as address_sha256, s.reason, s.source, s.opt_outs, s.created_at,
              s.lifted_at,
              case when s.user_id = learner then s.lift_note end as lift_note,
              case when s.user_id = learner then s.comment end as comment) x
    union all
    select i.occurred_at, 'inbound_replies', i.provider || '/' || i.message_id, to_jsonb(x)
      from rekindle.inbound_replies i
     cross join lateral (
       select i.provider, i.message_id, i.channel, i.intent, encode(i.address_hash, 'hex') as address_sha256, i.occurred_at,
              i.received_at) x
     where learner = any (i.learners) or i.address_hash in (select a.address_hash from address a)
    union all
    select e.enrolled_at, 'campaign_enrollments', e.id::text, to_jsonb(x)
      from rekindle.campaign_enrollments e
      left join rekindle.campaigns c on c.id = e.campaign_id
     cross join lateral (
       select c.slug as campaign, e.version, e.subject_id, e.episode, e.is_holdout, e.status, e.enrolled_at, e.end_reason,
              e.ended_at) x
     where e.user_id = learner
    union all
    select m.scheduled_at, 'message_deliveries', m.id::text, to_jsonb(x)
      from message m
     cross join lateral (
       select m.enrollment_id, m.slug as campaign, m.version, m.subject_id, m.step, m.occurrence, m.covers, m.stage, m.channel,
              m.class, m.template, nullif(m.variant, '') as variant, m.answers, m.carried_by, m.status, m.reason, m.reason_detail,
              m.attempt as attempts, m.provider, m.provider_message_id, encode(m.address_hash, 'hex') as address_sha256,
              m.template_hash as template_sha256, m.slot_at, m.scheduled_at, m.not_before, m.expires_at, m.unknown_at, m.sent_at,
              m.delivered_at, m.deferred_at, m.opened_at, m.clicked_at, m.bounced_at, m.dropped_at, m.complained_at) x
    union all
    select a.claimed_at, 'delivery_attempts', a.delivery_id || '/' || a.attempt, to_jsonb(x)
      from message m join rekindle.delivery_attempts a on a.delivery_id = m.id
     cross join lateral (   -- the message keeps the hashes of its last attempt
       select a.delivery_id, a.attempt, a.provider, a.opt_outs, a.claimed_at, encode(a.content_digest, 'hex') as content_sha256,
              case when a.attempt = m.attempt then encode(m.address_hash, 'hex') end as address_sha256,
              case when a.attempt = m.attempt then m.template_hash end as template_sha256, a.finished_at, a.outcome, a.detail) x
    union all
    select v.occurred_at, 'delivery_events',
           concat_ws('/', v.delivery_id, v.kind, nullif(v.detail, ''), case when v.is_suspect then 'suspect' end), to_jsonb(x)
      from message m join rekindle.delivery_events v on v.delivery_id = m.id
     cross join lateral (
       select v.delivery_id, v.kind, v.provider, nullif(v.detail, '') as detail, v.is_suspect, v.occurred_at, v.received_at) x
    union all
    select t.at, 'audit_entries', t.id::text, to_jsonb(x)
      from rekindle.audit_entries t
     cross join lateral (select t.at, t.key_name, t.route, t.status, t.detail) x
     where t.subject = 'learner ' || learner)
  select e.at, e.source, e.id, jsonb_strip_nulls(e.content) from evidence e
   order by e.at, e.source collate "C", e.id collate "C"
$$;
revoke execute on function rekindle.proof_rows from public;
