-- Money by days and half hours of UTC, kept by the roll-up, and what has changed since.
set local role rekindle_owner;

drop view if exists rekindle.money_movements;   -- money_moved has its place

alter table rekindle.rollup add column money_counted boolean not null default false;   -- whether `money_sums` and `due_sums` hold

-- What money_facts tells, summed.
create table rekindle.money_sums (
  minutes smallint not null,                 -- how long: a day or half an hour
  since timestamptz not null,
  currency text not null,
  kind text not null,
  due_on date not null,                      -- infinity where it says nothing
  entries bigint not null,
  amount numeric not null,
  primary key (minutes, since, currency, kind, due_on),
  constraint money_sums_minutes check (minutes in (30, 1440))
);
-- What due_facts tells, summed.
create table rekindle.due_sums (
  due_on date not null,
  currency text not null,
  kind text not null,
  amount numeric not null,
  primary key (due_on, currency, kind)
);
-- What was written since the sums were counted: the moments and due dates that rows had or have, and whose they are.
create table rekindle.money_changes (
  id bigint generated always as identity primary key,
  moments timestamptz[] not null default '{}',
  dues date[] not null default '{}',
  payments bigint[] not null default '{}',
  instalments bigint[] not null default '{}',
  orders bigint[] not null default '{}'
);
analyze rekindle.money_sums, rekindle.due_sums, rekindle.money_changes;

create index instalments_paid_at on lms_data.instalments (paid_at) where paid_at is not null;
create index instalments_cancelled_at on lms_data.instalments (cancelled_at) where cancelled_at is not null;
create index instalments_due_on on lms_data.instalments (due_on);
create index orders_cancelled_at on lms_data.orders (cancelled_at) where cancelled_at is not null;
create index refunds_failed_at on lms_data.refunds (failed_at) where failed_at is not null;
create index payment_details_lost on lms_data.payment_details (dispute_lost_at) where dispute_lost_at is not null;
create index payment_details_won on lms_data.payment_details (dispute_won_at) where dispute_won_at is not null;
