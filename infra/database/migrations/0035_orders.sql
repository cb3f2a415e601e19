-- What is bought and how it is paid: orders with their lines, places in classes, instalments, and what is known of each payment
-- beyond what is asked for. Amounts are in the currency's own unit and as exact as the currency is (rekindle.minor_digits).
set local role rekindle_owner;

-- Three decimals, as the dinar of Kuwait has them. The view over the table is made anew by views/1_lms.sql.
do $$
begin
  if exists (select from pg_rewrite r join pg_depend d on d.objid = r.oid
              where r.ev_class = to_regclass('lms.payments') and d.refobjid = 'lms_data.payments'::regclass) then
    drop view lms.payments;
  end if;
end
$$;
alter table lms_data.payments alter column amount type numeric(15, 3);

create table lms_data.classes (
  class_id bigint primary key,
  name text not null,
  starts_at timestamptz,                     -- the first meeting
  schedule text,                             -- as messages print it: Mondays, 17:00
  place text,
  url text                                   -- https link to its page
);

create table lms_data.orders (
  order_id bigint primary key,
  user_id bigint not null,                   -- who pays
  number text,                               -- as the shop prints it; missing: order_id
  currency text not null,                    -- three letters of ISO 4217
  subtotal numeric(15, 3) not null,          -- what the lines come to
  discount_total numeric(15, 3) not null default 0,
  tax_total numeric(15, 3) not null default 0,
  total numeric(15, 3) not null,             -- subtotal less discount and with tax
  plan text not null default 'one_time',
  ordered_at timestamptz not null,
  cancelled_at timestamptz,
  url text,                                  -- https link to its page
  constraint orders_plan check (plan in ('one_time', 'instalments'))
);
create index orders_user on lms_data.orders (user_id);
create index orders_ordered_at on lms_data.orders (ordered_at);

create table lms_data.order_items (
  order_id bigint not null,
  position int not null,                     -- the line, counted from 1
  class_id bigint,
  class_name text not null,                  -- as it was sold
  child_name text,
  price numeric(15, 3) not null,             -- of the whole line
  primary key (order_id, position)
);
create index order_items_class on lms_data.order_items (class_id);

-- Places in classes: confirmed when the host says so or the order is paid.
create table lms_data.class_enrolments (
  enrolment_id bigint primary key,
  user_id bigint not null,                   -- who is written to: the parent
  class_id bigint not null,
  order_id bigint,
  child_name text,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  effective_on date,                         -- the first day without the place
  refund_amount numeric(15, 3),              -- missing: nothing is paid back
  refund_currency text
);
create index class_enrolments_user on lms_data.class_enrolments (user_id);
create index class_enrolments_order on lms_data.class_enrolments (order_id);
create index class_enrolments_cancelled_at on lms_data.class_enrolments (cancelled_at) where cancelled_at is not null;

create table lms_data.instalments (
  instalment_id bigint primary key,
  order_id bigint not null,
  user_id bigint not null,
  number int not null,                       -- the first is 1
  count int not null,                        -- how many the order has
  amount numeric(15, 3) not null,
  currency text not null,
  due_on date not null,
  paid_at timestamptz,
  failed_at timestamptz,                     -- the newest attempt that failed
  paused_at timestamptz,                     -- the host waits
  handed_over_at timestamptz,                -- a person sees to it
  cancelled_at timestamptz,
  url text,                                  -- https link to where it is paid
  constraint instalments_number check (number between 1 and count)
);
create index instalments_order on lms_data.instalments (order_id);
create index instalments_user on lms_data.instalments (user_id);
create index instalments_open on lms_data.instalments (due_on) where paid_at is null and cancelled_at is null;

-- What is known of a payment once it was tried; `payments` has what is asked for, since when, and when it came or failed.
create table lms_data.payment_details (
  payment_id bigint primary key,
  order_id bigint,
  instalment_id bigint,
  method text,                               -- as messages print it: Visa •••• 4242
  reference text,                            -- the provider's name of it
  failure_code text,                         -- why the newest attempt failed, as the provider calls it
  retry_url text,                            -- https link to where it is paid after all
  receipt_url text,                          -- https link to the provider's receipt
  disputed_at timestamptz,                   -- the payer's bank asks it back
  dispute_lost_at timestamptz,
  dispute_won_at timestamptz
);
create index payment_details_order on lms_data.payment_details (order_id);
create index payment_details_instalment on lms_data.payment_details (instalment_id);
create index payment_details_reference on lms_data.payment_details (reference);

create table lms_data.refunds (
  refund_id bigint primary key,
  payment_id bigint not null,
  user_id bigint not null,
  amount numeric(15, 3) not null,
  currency text not null,
  refunded_at timestamptz not null,
  failed_at timestamptz                      -- the money came back to us
);
create index refunds_payment on lms_data.refunds (payment_id);
create index refunds_refunded_at on lms_data.refunds (refunded_at);
create index payments_paid_at on lms_data.payments (paid_at) where paid_at is not null;
