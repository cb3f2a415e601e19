-- Lists of leads: what the leads of each are offered, and who stands in which. Requests to take part that people approve: what
-- was asked of the host, what it answered, the call that was arranged, and what is noted about it.
set local role rekindle_owner;

create sequence lms_data.lead_batch_ids;
create table lms_data.lead_batches (
  import_batch_id text primary key,
  id bigint not null default nextval('lms_data.lead_batch_ids'),
  title text,                                -- what is offered; nobody is written to before it, its overview and its link are there
  course_overview text,                      -- a line for each point
  cta_url text,                              -- https link to the form that asks to take part
  discount_percent int,
  offer_expires_at timestamptz,              -- until when the discount is given
  premium_resources text,                    -- what comes with it, a line for each
  cost numeric(12, 2),                       -- what the list has cost, in the deployment's currency
  constraint lead_batches_id_key unique (id),
  constraint lead_batches_discount check (discount_percent between 1 and 100)
);

-- Who stands in which list. A lead counts for the first one: in a later one they are a duplicate.
create table lms_data.lead_batch_members (
  import_batch_id text not null,
  user_id bigint not null,
  is_first boolean not null,
  primary key (import_batch_id, user_id)
);
create unique index lead_batch_members_first on lms_data.lead_batch_members (user_id) where is_first;

insert into lms_data.lead_batches (import_batch_id) select distinct i.import_batch_id from lms_data.imported_leads i;
insert into lms_data.lead_batch_members (import_batch_id, user_id, is_first)
select i.import_batch_id, i.user_id, true from lms_data.imported_leads i;

-- A request to take part that a person has approved: once for each request.
create table rekindle.approvals (
  id bigint generated always as identity primary key,
  cta_submission_id text not null,
  admin_id bigint not null,                  -- who approved it
  wants_call boolean not null,
  call_wish timestamptz,                     -- null: the next time that is free
  call_owner_id bigint not null,             -- who calls
  approved_at timestamptz not null,
  asks int not null default 0,               -- how often the host was asked for an account
  asked_at timestamptz,
  user_id bigint,                            -- the account, as the host has answered
  is_new boolean,                            -- false: the account was there before, with a password of its owner's
  account_at timestamptz,
  login_url text,                            -- where one signs in
  profile_url text,                          -- where administrators see the account
  password_number int not null default 0,    -- how many passwords were made; the last one counts
  password_hash text,                        -- of the last one, until the host has it
  password_made_at timestamptz,
  password_told_at timestamptz,
  password_set_at timestamptz,
  constraint approvals_submission_key unique (cta_submission_id),
  constraint approvals_account check ((user_id is null) = (account_at is null)),
  constraint approvals_password check (password_hash is null or password_set_at is null)
);
create index approvals_user on rekindle.approvals (user_id) where user_id is not null;
create index approvals_unanswered on rekindle.approvals (id) where user_id is null;
create index approvals_untold on rekindle.approvals (id) where password_hash is not null;

create table rekindle.welcome_calls (
  approval_id bigint primary key references rekindle.approvals on delete cascade,
  owner_id bigint not null,
  starts_at timestamptz not null,
  constraint welcome_calls_slot unique (owner_id, starts_at)
);

-- What has happened with each request, for whoever keeps in touch: each thing once.
create table rekindle.crm_entries (
  approval_id bigint not null references rekindle.approvals on delete cascade,
  kind text not null,
  about bigint,                              -- the account, the lead or who calls
  at timestamptz not null,
  primary key (approval_id, kind),
  constraint crm_entries_kind check (kind in ('approved', 'lead_converted', 'account_created', 'call_scheduled', 'password_set'))
);
create index crm_entries_about on rekindle.crm_entries (about) where about is not null;
