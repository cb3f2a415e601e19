-- Everything that is known about a person, for the person: what the platform tells, and every row of ours that is about them.
create or replace function rekindle.export_learner(learner bigint) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  select jsonb_build_object(
    'user_id', learner,
    'person', (select to_jsonb(p) - 'user_id' from lms.people p where p.user_id = learner limit 1),
    'addresses', (select coalesce(jsonb_agg(jsonb_build_object('kind', a.address_kind, 'address', a.address)
                                            order by a.address_kind), '[]') from lms.addresses a where a.user_id = learner),
    'orders', (select coalesce(jsonb_agg(to_jsonb(o) - 'user_id' || jsonb_build_object(
                                           'items', (select coalesce(jsonb_agg(to_jsonb(i) - 'order_id' order by i.position), '[]')
                                                       from lms.order_items i where i.order_id = o.order_id)) order by o.order_id), '[]')
                 from lms.orders o where o.user_id = learner),
    'places', (select coalesce(jsonb_agg(to_jsonb(p) - 'user_id' order by p.enrolment_id), '[]')
                 from rekindle.places p where p.user_id = learner),
    'instalments', (select coalesce(jsonb_agg(to_jsonb(i) - 'user_id' order by i.instalment_id), '[]')
                      from lms.instalments i where i.user_id = learner),
    'payments', (select coalesce(jsonb_agg(to_jsonb(y) - 'user_id' || coalesce(to_jsonb(d), '{}') order by y.payment_id), '[]')
                   from lms.payments y left join lms.payment_details d on d.payment_id = y.payment_id where y.user_id = learner),
    'refunds', (select coalesce(jsonb_agg(to_jsonb(r) - 'user_id' order by r.refund_id), '[]')
                  from lms.refunds r where r.user_id = learner),
    'episodes', (select coalesce(jsonb_agg(to_jsonb(e) - 'user_id' - 'campaign_id' || jsonb_build_object('campaign', c.slug)
                                           order by e.id), '[]')
                   from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
                  where e.user_id = learner),
    'messages', (select coalesce(jsonb_agg(to_jsonb(d) - array['user_id', 'campaign_id', 'lease_token', 'lease_until', 'address_hash']
                                             || jsonb_build_object('campaign', c.slug) order by d.id), '[]')
                   from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
                  where d.user_id = learner),
    'reports', (select coalesce(jsonb_agg(to_jsonb(v) order by v.occurred_at, v.delivery_id, v.kind), '[]')
                  from rekindle.message_deliveries d join rekindle.delivery_events v on v.delivery_id = d.id
                 where d.user_id = learner),
    'links', (select coalesce(jsonb_agg(to_jsonb(l) order by l.delivery_id, l.link_index), '[]')
                from rekindle.message_deliveries d join rekindle.tracked_links l on l.delivery_id = d.id where d.user_id = learner),
    'suppressions', (select coalesce(jsonb_agg(to_jsonb(s) - array['user_id', 'address_hash', 'opt_outs'] order by s.id), '[]')
                       from rekindle.suppressions s where s.user_id = learner),
    'replies', (select coalesce(jsonb_agg(to_jsonb(i) - array['learners', 'address_hash'] order by i.received_at), '[]')
                  from rekindle.inbound_replies i
                 where learner = any (i.learners)
                    or i.learners = '{}' and i.address_hash in (select a.address_hash from rekindle.addresses a where a.user_id = learner)),
    'attempts', (select coalesce(jsonb_agg(to_jsonb(a) - array['lease_token', 'opt_outs'] order by a.delivery_id, a.attempt), '[]')
                   from rekindle.message_deliveries d join rekindle.delivery_attempts a on a.delivery_id = d.id
                  where d.user_id = learner),
    'conversations', (select coalesce(jsonb_agg(to_jsonb(v) - 'address_hash'), '[]') from rekindle.conversations v
                       where v.address_hash in (select a.address_hash from rekindle.addresses a where a.user_id = learner)),
    'segments', (select coalesce(jsonb_agg(to_jsonb(m) - array['user_id', 'campaign_id', 'block'] || jsonb_build_object('campaign', c.slug)
                                           order by c.slug, m.subject_id), '[]')
                   from rekindle.segment_memberships m join rekindle.campaigns c on c.id = m.campaign_id
                  where m.user_id = learner and m.block = learner >> 10),
    'rooms', (select coalesce(jsonb_agg(to_jsonb(o) - 'address_hash'), '[]') from rekindle.provider_rooms o
               where o.address_hash in (select a.address_hash from rekindle.addresses a where a.user_id = learner)),
    'notices', (select coalesce(jsonb_agg(to_jsonb(n) - 'user_id' order by n.id), '[]')
                  from rekindle.notifications n where n.user_id = learner),
    'worklist', (select coalesce(jsonb_agg(to_jsonb(i) - 'user_id' || jsonb_build_object('tries', (
                                             select coalesce(jsonb_agg(to_jsonb(o) - 'delivery_id' order by o.try), '[]')
                                               from rekindle.worklist_outcomes o where o.delivery_id = i.delivery_id)) order by i.delivery_id), '[]')
                   from rekindle.message_deliveries d join rekindle.worklist_items i on i.delivery_id = d.id where d.user_id = learner),
    'invitations', (select coalesce(jsonb_agg(to_jsonb(i) - 'user_id' order by i.uid), '[]')
                      from rekindle.invitations i where i.user_id = learner),
    'approvals', (select coalesce(jsonb_agg(to_jsonb(a) - array['user_id', 'password_hash'] || jsonb_build_object(
                                              'call', (select to_jsonb(w) - 'approval_id' from rekindle.welcome_calls w where w.approval_id = a.id),
                                              'log', (select coalesce(jsonb_agg(to_jsonb(n) - 'approval_id' order by n.at, n.kind), '[]')
                                                        from rekindle.crm_entries n where n.approval_id = a.id)) order by a.id), '[]')
                    from rekindle.approvals a where a.user_id = learner),
    'meeting_answers', (select coalesce(jsonb_agg(to_jsonb(a) - 'user_id' order by a.uid, a.occurrence), '[]')
                          from rekindle.meeting_answers a where a.user_id = learner),
    'wishes', (select to_jsonb(w) - 'user_id' from rekindle.wishes w where w.user_id = learner),
    'learning_hours', (select to_jsonb(h) - 'user_id' from rekindle.learning_hours h where h.user_id = learner),
    'consents', (select coalesce(jsonb_agg(to_jsonb(k) - 'user_id' order by k.given_at), '[]')
                   from rekindle.consents k where k.user_id = learner),
    'events', (select coalesce(jsonb_agg(to_jsonb(h) - 'user_id' order by h.occurred_at), '[]')
                 from rekindle.host_events h where h.user_id = learner),
    'requests', (select coalesce(jsonb_agg(to_jsonb(j) - array['campaign_id', 'requested_by'] || jsonb_build_object('campaign', c.slug)
                                           order by j.requested_at, j.job_id), '[]')
                   from rekindle.campaign_enrollments e
                   join rekindle.notification_jobs j on j.id = e.subject_id
                   join rekindle.campaigns c on c.id = j.campaign_id
                  where e.user_id = learner),
    'kept_events', (select coalesce(jsonb_agg(to_jsonb(u) - 'user_id' order by u.id), '[]')
                      from rekindle.events_unknown u where u.user_id = learner),
    'tags', (select coalesce(jsonb_agg(to_jsonb(t) - array['user_id', 'tagged_by'] order by t.tag), '[]')
               from rekindle.client_tags t where t.user_id = learner),
    'provider_references', (select coalesce(jsonb_agg(to_jsonb(r) - 'id' order by r.source, r.kind, r.reference), '[]')
                              from rekindle.provider_references r
                             where r.kind = 'customer' and r.id = learner
                                or r.kind = 'payment' and r.id in (select p.payment_id from lms.payments p where p.user_id = learner)
                                or r.kind = 'refund' and r.id in (select f.refund_id from lms.refunds f where f.user_id = learner)),
    'host_rows', (select coalesce(jsonb_agg(to_jsonb(h) - 'user_id' order by h.table_name, h.key), '[]')
                    from rekindle.host_rows h where h.user_id = learner))
$$;
revoke execute on function rekindle.export_learner from public;
