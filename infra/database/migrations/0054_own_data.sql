-- Learners see, take and delete what is known about them, behind a link that is sent to their own address.
set local role rekindle_owner;

-- When the link in the message was used; of requests whose message holds one that works once.
alter table rekindle.notification_jobs add column used_at timestamptz;
