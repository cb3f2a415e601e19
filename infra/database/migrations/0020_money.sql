-- What messages cost, and what a week of them may.
set local role rekindle_owner;

alter table rekindle.deployment
  add column currency text,                  -- as ISO 4217 writes it; null until prices come
  add column weekly_budget numeric(12, 2),   -- of all campaigns together; null where there is none
  add constraint deployment_currency check (currency ~ '^[A-Z]{3}$'),
  add constraint deployment_budget check (weekly_budget >= 0);

alter table rekindle.campaigns
  add column weekly_budget numeric(12, 2),   -- instead of what the version says
  add constraint campaigns_budget check (weekly_budget >= 0);

-- What one unit of a channel costs to numbers that begin so: the longest prefix counts, and of it the newest day.
create table rekindle.prices (
  channel rekindle.channel not null,
  unit text not null,
  prefix text not null default '',           -- digits of a number without its plus; '' for all
  valid_from date not null,                  -- in the deployment's zone
  price numeric(12, 6) not null,             -- in the deployment's currency
  primary key (channel, unit, prefix, valid_from),
  constraint prices_unit check (case channel when 'sms' then unit = 'segment'
    when 'whatsapp' then unit in ('marketing', 'utility', 'authentication', 'service') else unit = 'message' end),
  constraint prices_prefix check (prefix ~ '^([1-9][0-9]{0,6})?$'),
  constraint prices_price check (price >= 0)
);

alter table rekindle.message_deliveries
  add column unit_price numeric(12, 6),      -- at the reservation; null where nothing had a price
  add column units smallint,                 -- the most it may be until the claim, then what it is
  add column cost numeric(12, 6);            -- what it takes of the week's budgets; 0 once it is certain that nothing was sent

-- What the messages reserved in a week take, by campaign and, as campaign 0, together. Where a budget binds, who reserves
-- holds the week's row 0.
create table rekindle.spending (
  week date not null,                        -- its Monday, in the deployment's zone
  campaign_id int not null,
  amount numeric(16, 6) not null default 0,
  room numeric(16, 6),                       -- what was left when those who wait for it were last looked at
  primary key (week, campaign_id)
);

-- What is not counted in `spending` yet: reserving and settling append, and wait for nobody.
create table rekindle.spending_changes (
  id bigint generated always as identity primary key,
  week date not null,
  campaign_id int not null,
  amount numeric(16, 6) not null
);
create index spending_changes_week on rekindle.spending_changes (week);

create index campaign_enrollments_budget on rekindle.campaign_enrollments (campaign_id, next_due_at)
  where status = 'active' and defer_reason = 'budget';

alter table rekindle.campaign_analytics add column cost numeric(16, 6);   -- null where nothing had a price

-- Of another shape since: functions with the same names beside them would be second ones.
drop function if exists rekindle.claim_deliveries(int, int, timestamptz, text, bigint[], bigint[], bigint[], bigint[], text[], bytea[],
  int, int, text, text[], bigint[], smallint[], text[]);
drop function if exists rekindle.change_campaign(int, int, text, timestamptz, timestamptz, int, timestamptz);
