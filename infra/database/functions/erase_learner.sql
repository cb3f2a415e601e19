-- Forgets a person: every row of ours that is about them, but for the no that keeps us from writing again, which stays at their
-- id and at the hashes of their addresses. What the platform knows is the platform's to erase. Returns what was erased; null,
-- and nothing happens, while one of their messages is on its way.
create or replace function rekindle.erase_learner(learner bigint, moment timestamptz) returns jsonb
language plpgsql security definer set search_path = pg_catalog as $$
declare
  episodes int;
  messages int;
begin
  insert into rekindle.recipients (user_id, created_at) values (learner, moment) on conflict do nothing;
  -- With whom they share an address, in the order of every opt-out: the noes below lock them too.
  perform from rekindle.recipients r
   where r.user_id = learner or r.user_id in (
     select o.user_id from rekindle.shared_addresses a join rekindle.shared_addresses o on o.address_hash = a.address_hash
      where a.user_id = learner)
   order by r.user_id for update;
  if exists (select from rekindle.message_deliveries d where d.user_id = learner and d.status = 'sending') then
    return null;
  end if;
  perform r.is_new
     from (select ''::bytea as address_hash union select a.address_hash from rekindle.own_addresses(learner, 'all', null) a) a
    cross join lateral rekindle.suppress(learner, 'all', 'all', '', 0, '', 0, a.address_hash, 'opt_out', 'support_request',
                                         moment, moment) r;
  delete from rekindle.delivery_events v using rekindle.message_deliveries d
   where d.user_id = learner and v.delivery_id = d.id;
  delete from rekindle.notifications n where n.user_id = learner;
  delete from rekindle.consents c where c.user_id = learner;
  delete from rekindle.client_tags t where t.user_id = learner;
  delete from rekindle.client_actions a where a.members = array[learner];
  update rekindle.client_actions a set members = array_remove(a.members, learner), failed = array_remove(a.failed, learner)
   where a.members @> array[learner];
  update rekindle.segment_blocks b set members = array(select m from unnest(b.members) m where m.user_id <> learner)
    from rekindle.campaigns c where b.campaign_id = c.id and b.block = learner >> 10;
  delete from rekindle.approvals a where a.user_id = learner;   -- the call and what was noted go with it
  update rekindle.crm_entries n set about = null where n.about = learner;
  delete from rekindle.host_events h where h.user_id = learner;
  delete from rekindle.events_unknown u where u.user_id = learner;
  delete from rekindle.host_rows h where h.user_id = learner;
  delete from rekindle.host_rows h
   where h.table_name in ('payments', 'payment_details')   -- what changed them need not have said whose they are
     and h.key in (select y.payment_id::text from lms.payments y where y.user_id = learner);
  delete from rekindle.provider_references r where r.kind = 'customer' and r.id = learner;
  delete from rekindle.provider_references r using lms.payments p
   where r.kind = 'payment' and r.id = p.payment_id and p.user_id = learner;
  delete from rekindle.provider_references r using lms.refunds f
   where r.kind = 'refund' and r.id = f.refund_id and f.user_id = learner;
  delete from rekindle.conversations v
   where v.address_hash in (select a.address_hash from rekindle.own_addresses(learner, 'all', null) a)
     and not exists (select from rekindle.shared_addresses o where o.address_hash = v.address_hash and o.user_id <> learner);
  delete from rekindle.provider_rooms o
   where o.address_hash in (select a.address_hash from rekindle.own_addresses(learner, 'all', null) a)
     and not exists (select from rekindle.shared_addresses h where h.address_hash = o.address_hash and h.user_id <> learner);
  -- What came from their number before anybody had it is theirs too.
  update rekindle.inbound_replies i
     set body = case when i.learners <@ array[learner] then null else i.body end, learners = array_remove(i.learners, learner)
   where learner = any (i.learners)
      or (i.body is not null and i.learners = '{}'
          and i.address_hash in (select a.address_hash from rekindle.own_addresses(learner, 'all', null) a));
  delete from rekindle.shared_addresses a where a.user_id = learner;
  delete from rekindle.addresses_waiting a where a.user_id = learner;
  delete from rekindle.anomalies n
   where n.delivery_id in (select d.id from rekindle.message_deliveries d where d.user_id = learner)
      or n.enrollment_id in (select e.id from rekindle.campaign_enrollments e where e.user_id = learner)
      or (n.kind = 'segment_failed' and position(format(' learner %s: ', learner) in n.detail) > 0)
      or (n.kind = 'order_disagrees' and exists (
           select from lms.orders o
            where o.user_id = learner and starts_with(n.detail, format('order %s: ', coalesce(o.number, o.order_id::text)))));
  update rekindle.suppressions s set comment = null, lift_note = null where s.user_id = learner;
  delete from rekindle.notification_jobs j using rekindle.campaign_enrollments e   -- what was asked for them alone
   where e.user_id = learner and e.subject_id = j.id and rekindle.is_request(e.subject_id) and not exists (
     select from rekindle.campaign_enrollments o
      where o.subject_id = j.id and rekindle.is_request(o.subject_id) and o.user_id <> learner);
  select count(*) into messages from rekindle.message_deliveries d where d.user_id = learner;
  select count(*) into episodes from rekindle.campaign_enrollments e where e.user_id = learner;
  insert into rekindle.spending_changes (week, campaign_id, amount)   -- what was reserved for messages that never left
  select rekindle.budget_week(d.scheduled_at), d.campaign_id, -sum(d.cost) from rekindle.message_deliveries d
   where d.user_id = learner and d.status = 'scheduled' and d.unknown_at is null and d.cost > 0 group by 1, 2;
  delete from rekindle.recipients r where r.user_id = learner;   -- its episodes go with it, and their messages with them
  return jsonb_build_object('episodes', episodes, 'messages', messages);
end
$$;
revoke execute on function rekindle.erase_learner from public;
