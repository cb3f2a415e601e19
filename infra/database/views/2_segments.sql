-- Whom segments name, with the run that said so last, and until when that holds: the next run is due a day later.
create or replace view rekindle.segment_memberships as
select m.user_id, b.campaign_id, b.block, m.subject_id, b.version, m.last_activity_at, b.named_at as calculated_at,
  b.named_at + interval '1 day' as expires_at
from rekindle.segment_blocks b cross join lateral unnest(b.members) m;
