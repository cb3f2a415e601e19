-- Whom segments name, with the run that said so last, and until when that holds: the next run is due a day later.
create or replace view rekindle.segment_memberships as
select m.user_id, m.campaign_id, m.subject_id, m.version, m.last_activity_at, m.since, r.at as calculated_at,
  r.at + interval '1 day' as expires_at
from rekindle.segment_members m
left join (select c.campaign_id, max(c.counted_at) as at from rekindle.segment_counts c group by c.campaign_id) n
  on n.campaign_id = m.campaign_id
cross join lateral (select greatest(n.at, m.since) as at) r;
