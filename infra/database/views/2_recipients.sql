-- The address of each person on each channel that needs one. Nobody is written to on WhatsApp who did not agree to it.
create or replace view rekindle.addresses as
select a.user_id, k.channel, a.address, rekindle.address_hash(a.address_kind, a.address) as address_hash
from lms.addresses a cross join unnest(rekindle.channels()) k(channel)
where rekindle.address_kind(k.channel) = a.address_kind
  and (k.channel <> 'whatsapp' or (
    select c.is_granted from rekindle.consents c where c.user_id = a.user_id and c.channel = 'whatsapp'
     order by c.given_at desc limit 1));

-- How each person can be reached, without saying where: what the tick may know. A user has a place for notices in the platform,
-- and whoever has a telephone or a mailbox can be called or written to by a person.
create or replace view rekindle.reach as
select p.user_id, p.is_active, z.zone as time_zone,
  (select own.channels || case when p.kind = 'user' then array['inapp'] else '{}' end
            || case when p.kind <> 'group' and own.channels && array['email', 'sms'] then array['worklist'] else '{}' end
     from (select array(select a.channel from rekindle.addresses a where a.user_id = p.user_id) as channels offset 0) own
  ) as channels, p.locale
from lms.people p left join rekindle.time_zones z on z.name = rekindle.zone_name(p.time_zone) and z.is_known;

-- Addresses, seen only through a delivery that is on its way, and only on the channels of the role that asks. Looked up for
-- one delivery after the other: joined, everybody's addresses were read for each part of an announcement.
create or replace view rekindle.contacts with (security_barrier) as
select d.id as delivery_id, a.address, a.address_hash
from rekindle.message_deliveries d
cross join lateral (select p.is_active from lms.people p where p.user_id = d.user_id limit 1) p
cross join lateral (
  select a.address, a.address_hash from rekindle.addresses a where a.user_id = d.user_id and a.channel = d.channel limit 1) a
where p.is_active and d.status in ('scheduled', 'sending')
  and d.channel in (select s.channel from rekindle.sender_channels s where s.role = current_user);

-- Tests that somebody asked for, on the channels of the role that asks.
create or replace view rekindle.own_test_sends with (security_barrier) as
select t.id, t.channel, t.campaign, t.body, t.context, t.address, t.status, t.detail, t.finished_at
from rekindle.test_sends t
where t.channel in (select s.channel from rekindle.sender_channels s where s.role = current_user);
