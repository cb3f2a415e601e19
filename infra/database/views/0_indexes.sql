-- Who has a number, as a reply asks: indexes over what a function makes of a column, which migrations come too early for.
create index if not exists users_phone on lms_data.users (rekindle.phone_number(phone_number, region)) where phone_number is not null;
create index if not exists leads_phone on lms_data.leads (rekindle.phone_number(phone_number, region)) where phone_number is not null;
create index if not exists guardians_phone on lms_data.guardians (rekindle.phone_number(phone_number, region))
  where phone_number is not null;
