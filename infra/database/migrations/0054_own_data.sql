-- Learners see, take and delete what is known about them, behind a link that is sent to their own address.
set local role rekindle_owner;

-- When the link in the message was used; of episodes whose message holds one that works once.
alter table rekindle.campaign_enrollments add column link_used_at timestamptz;
