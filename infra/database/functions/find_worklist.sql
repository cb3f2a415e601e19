-- Items of the worklist in the order in which they came, or one of them, with all that who takes one has to know. Those that are wanted no
-- more are not among what stands, even before anybody has looked at them.
create or replace function rekindle.find_worklist(
  item bigint, in_state text, of_campaign text, holder text, after bigint, most int, moment timestamptz
) returns table (id bigint, document jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  with page as materialized (
    select i.*, c.slug, c.subject_type, s.state
      from rekindle.worklist_items i
      join rekindle.campaigns c on c.id = i.campaign_id
     cross join lateral (
       select case when i.closed_at is not null then 'closed' when i.taken_by is not null then 'taken'
                when rekindle.waits_on_worklist(i, moment) then 'waiting' else 'open' end as state) s
     where i.delivery_id > after and (item is null or i.delivery_id = item)
       and (of_campaign is null or c.slug = of_campaign) and (holder is null or i.taken_by = holder)
       and case when item is not null then true
             when in_state = 'closed' then i.closed_at is not null
             else i.closed_at is null and s.state = coalesce(in_state, s.state) and rekindle.leaves_worklist(i, moment) is null end
     order by i.delivery_id limit most)
  select p.delivery_id, jsonb_build_object(
      'id', p.delivery_id, 'state', p.state, 'user_id', p.user_id, 'campaign', p.slug, 'subject_type', p.subject_type,
      'subject_id', rekindle.subject_of(e.subject_id), 'subject', rekindle.subject_title(p.enrollment_id, moment),
      'name', (select nullif(concat_ws(' ', q.title, q.first_name, q.last_name), '') from lms.people q where q.user_id = p.user_id limit 1),
      'phone', (select k.address from rekindle.worklist_contacts(p.user_id) k where k.kind = 'phone' limit 1),
      'email', (select k.address from rekindle.worklist_contacts(p.user_id) k where k.kind = 'email' limit 1),
      'title', p.title, 'text', p.body, 'opened_at', p.opened_at, 'not_before', p.not_before, 'expires_at', p.expires_at,
      'age_hours', trunc(extract(epoch from coalesce(p.closed_at, moment) - p.opened_at) / 3600)::int,
      'most_tries', p.most_tries, 'taken_by', p.taken_by, 'taken_at', p.taken_at, 'closed_at', p.closed_at, 'closing', p.closing,
      'tries', (select coalesce(jsonb_agg(jsonb_build_object('at', o.settled_at, 'by', o.settled_by, 'outcome', o.outcome, 'note', o.note)
                                          order by o.try), '[]')
                  from rekindle.worklist_outcomes o where o.delivery_id = p.delivery_id),
      'tried', (select coalesce(jsonb_agg(jsonb_build_object(
                         'channel', d.channel, 'template', d.template, 'at', coalesce(d.sent_at, d.slot_at),
                         'status', rekindle.shown_status(d), 'reason', d.reason, 'opened_at', d.opened_at, 'clicked_at', d.clicked_at)
                         order by d.id), '[]')
                  from rekindle.message_deliveries d where d.enrollment_id = p.enrollment_id and d.id <> p.delivery_id))
    from page p left join rekindle.campaign_enrollments e on e.id = p.enrollment_id
   order by p.delivery_id
$$;
revoke execute on function rekindle.find_worklist from public;
