-- The first moment from one on at which a message on a channel may come as its learner wishes; what waits in the app interrupts
-- nobody. It may lie outside the channel's own hours: who asks again then is told their next.
create or replace function rekindle.wished_at(moment timestamptz, zone text, wishes rekindle.wishes, channel text)
returns timestamptz language sql stable parallel safe
return case when (wishes).from_minute is null or rekindle.address_kind(channel) is null
  then greatest(moment, (wishes).snoozed_until)
  else rekindle.next_allowed(greatest(moment, (wishes).snoozed_until), zone, (wishes).from_minute, (wishes).to_minute) end;
