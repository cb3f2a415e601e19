-- Numbers of leads and guardians stay above those that are made here, of messages that are asked for (-10^12 and below) and of groups
-- (-10^15 and below). Lists of a lead are found by the lead. Functions that take more parameters than before.
set local role rekindle_owner;

-- Rows that break it are older than the rule; the next writing of each keeps it.
alter table lms_data.leads add constraint leads_least check (user_id > -1000000000000) not valid;
alter table lms_data.guardians add constraint guardians_least check (user_id > -1000000000000) not valid;
alter table lms_data.imported_leads add constraint imported_leads_least check (user_id > -1000000000000) not valid;

create index lead_batch_members_user on lms_data.lead_batch_members (user_id);

drop function if exists rekindle.correct_invitations(bigint[], timestamptz, timestamptz);
drop function if exists rekindle.who_hears(text[], bigint[], text[], bigint[], timestamptz);
drop function if exists rekindle.campaign_segment(int, int, timestamptz, bigint);
drop function if exists rekindle.campaign_segment_by_halves(int, int, timestamptz, bigint[], timestamptz);
drop function if exists rekindle.campaign_goals_met(timestamptz, bigint);
drop function if exists rekindle.campaign_goals_at_once(timestamptz, bigint);
