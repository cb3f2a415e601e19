-- The moments of its subject that the last look at an episode saw: whether they have moved since, detection asks for all at once.
set local role rekindle_owner;
alter table rekindle.campaign_enrollments add column moments jsonb;
