-- Who has a number or a mailbox, as a reply or a statement asks: indexes over what a function makes of a column, which migrations come too early for. Where the function's
-- answers change they have new names, and are built again.
drop index if exists lms_data.users_phone, lms_data.leads_phone, lms_data.guardians_phone;
create index if not exists users_dialled on lms_data.users (rekindle.phone_number(phone_number, region)) where phone_number is not null;
create index if not exists leads_dialled on lms_data.leads (rekindle.phone_number(phone_number, region)) where phone_number is not null;
create index if not exists guardians_dialled on lms_data.guardians (rekindle.phone_number(phone_number, region))
  where phone_number is not null;
create index if not exists users_mailbox on lms_data.users (rekindle.email_address(email)) where email is not null;
create index if not exists groups_recipient on lms_data.groups (rekindle.group_recipient(group_id));
create index if not exists users_same_mailbox on lms_data.users (rekindle.mailbox(email)) where email is not null;
create index if not exists leads_same_mailbox on lms_data.leads (rekindle.mailbox(email)) where email is not null;
create index if not exists guardians_same_mailbox on lms_data.guardians (rekindle.mailbox(email)) where email is not null;
create index if not exists imported_leads_same_mailbox on lms_data.imported_leads (rekindle.mailbox(email));
create index if not exists cta_submissions_same_mailbox on lms_data.cta_submissions (rekindle.mailbox(email));
-- Clients by the beginning of a name or a mailbox.
create index if not exists users_first_name on lms_data.users (lower(first_name) text_pattern_ops);
create index if not exists users_last_name on lms_data.users (lower(last_name) text_pattern_ops);
create index if not exists users_email_begins on lms_data.users (lower(email) text_pattern_ops);
create index if not exists leads_first_name on lms_data.leads (lower(first_name) text_pattern_ops);
create index if not exists leads_last_name on lms_data.leads (lower(last_name) text_pattern_ops);
create index if not exists leads_email_begins on lms_data.leads (lower(email) text_pattern_ops);
create index if not exists guardians_first_name on lms_data.guardians (lower(first_name) text_pattern_ops);
create index if not exists guardians_last_name on lms_data.guardians (lower(last_name) text_pattern_ops);
create index if not exists guardians_email_begins on lms_data.guardians (lower(email) text_pattern_ops);
