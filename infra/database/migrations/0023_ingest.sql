-- What hosts tell as events: what was applied, what is kept because nobody understood it, and how new each value is. And
-- what courses, payments, groups and leads need besides; a stand-alone install fills it, everything reads the views of `lms`.
set local role rekindle_owner;

-- Events are deleted by when they came (cleanup); each came after the one before it.
create index host_events_received_at on rekindle.host_events using brin (received_at);

-- Events that could not be applied, whole, until somebody says them again or they are applied after all.
create table rekindle.events_unknown (
  id bigint generated always as identity primary key,
  source text not null,
  event_id text not null,
  type text not null,
  reason text not null,
  detail text not null default '',           -- what in it does not fit; no value of it
  user_id bigint,                            -- whom it is about, so that it is forgotten with them
  waits_for text,                            -- the row that it needs, such as `users 7`; null where waiting is no use
  body text not null,                        -- the event as it came
  received_at timestamptz not null,
  seen int not null default 1,
  constraint events_unknown_key unique (source, event_id)
);
create index events_unknown_waits_for on rekindle.events_unknown (waits_for) where waits_for is not null;

-- For each row that events write: the newest event that each of its columns has its value from, as its time and its id, so
-- that whatever comes late or again changes nothing that is newer.
create table rekindle.host_rows (
  table_name text not null,
  key text not null,
  user_id bigint,
  stamps jsonb not null,
  primary key (table_name, key)
) with (fillfactor = 70);
create index host_rows_user on rekindle.host_rows (user_id) where user_id is not null;

-- Tables of facts that happen once: of two events about one the earlier counts, whichever came first.
create table rekindle.first_facts (
  table_name text primary key,
  happened_at text not null                  -- the column that says when
);

create table lms_data.session_details (
  session_id bigint primary key,
  join_url text                              -- https link by which one takes part
);

create table lms_data.assignments (
  assignment_id bigint primary key,
  course_id bigint not null,
  title text not null,
  due_at timestamptz not null,
  cancelled_at timestamptz,
  url text                                   -- https link to where it is handed in
);
create index course_enrolments_course on lms_data.course_enrolments (course_id);   -- who hears of a course
create index assignments_due_at on lms_data.assignments (due_at);

create table lms_data.submissions (
  assignment_id bigint not null,
  user_id bigint not null,
  submitted_at timestamptz not null,
  primary key (assignment_id, user_id)
);

create table lms_data.payments (
  payment_id bigint primary key,
  user_id bigint not null,
  amount numeric(12, 2) not null,
  currency text not null,                    -- three letters of ISO 4217
  requested_at timestamptz not null,
  due_at timestamptz,
  paid_at timestamptz,
  failed_at timestamptz,                     -- the newest attempt that failed
  cancelled_at timestamptz,
  url text                                   -- https link to where it is paid
);
create index payments_open on lms_data.payments (requested_at) where paid_at is null and cancelled_at is null;
create index payments_user on lms_data.payments (user_id);

create table lms_data.groups (
  group_id bigint primary key,
  name text not null,
  channel_url text,                          -- https link to where its members talk
  discord_channel_id text
);

create table lms_data.group_members (
  group_id bigint not null,
  user_id bigint not null,
  joined_at timestamptz not null,
  left_at timestamptz,                       -- before joined_at: over, who joined again is a member
  primary key (group_id, user_id)
);
create index group_members_user on lms_data.group_members (user_id);

create table lms_data.meetings (
  meeting_id bigint primary key,
  group_id bigint not null,
  title text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  cancelled_at timestamptz,
  url text,                                  -- https link by which one takes part
  constraint meetings_end check (ends_at >= starts_at)
);
create index meetings_starts_at on lms_data.meetings (starts_at);
create index meetings_group on lms_data.meetings (group_id, starts_at);

create table lms_data.lessons (
  lesson_id bigint primary key,
  title text not null,
  position int,
  meeting_id bigint,                         -- the meeting that it prepares
  url text
);
create index lessons_meeting on lms_data.lessons (meeting_id);

create table lms_data.lesson_completions (
  lesson_id bigint not null,
  user_id bigint not null,
  completed_at timestamptz not null,
  primary key (lesson_id, user_id)
);

create table lms_data.trial_lessons (
  trial_id bigint primary key,
  user_id bigint not null,
  lesson_id bigint not null,
  started_at timestamptz not null,
  completed_at timestamptz
);
create index trial_lessons_started_at on lms_data.trial_lessons (started_at);

create table lms_data.signups (
  user_id bigint primary key,
  completed_at timestamptz not null
);

-- Lists of leads as files bring them, one row a mailbox; each is a lead with a number of its own (leads_imported). Nobody is
-- written to who has not said where they agreed to it.
create table lms_data.imported_leads (
  email text primary key,
  first_name text,
  last_name text,
  title text,
  phone_number text,
  timezone text,
  locale text,
  region text,
  import_batch_id text not null,
  consent_source text not null,              -- where they agreed to be written to, such as `webinar_form`
  user_id bigint not null default nextval('lms_data.person_ids'),
  cta_submission_id text,
  converted_at timestamptz,
  constraint imported_leads_user_id_key unique (user_id),
  constraint imported_leads_email check (email ~ '^[^@ ]+@[^@ ]+$'),
  constraint imported_leads_consent_source check (btrim(consent_source) <> ''),
  constraint imported_leads_ids check (user_id < 0)
);
create unique index imported_leads_mailbox on lms_data.imported_leads (lower(email));
create index imported_leads_batch on lms_data.imported_leads (import_batch_id);

create table lms_data.cta_submissions (
  cta_submission_id text primary key,
  email text not null,
  first_name text,
  last_name text,
  phone_number text,
  submitted_at timestamptz not null
);
