-- What the dashboard's page reads instead of counting it at each look: months of messages, and what the roll-up counts of episodes.
set local role rekindle_owner;

drop function if exists rekindle.message_facts(timestamptz, timestamptz);   -- it tells what a message is about

-- `campaign_analytics` by month, campaign and channel.
create table rekindle.analytics_months (
  month date not null,                       -- its first day
  campaign_id int not null,
  channel text not null,
  sent bigint not null,
  presumed bigint not null,                  -- never among the sent
  delivered bigint not null,
  opened bigint not null,
  clicked bigint not null,
  lost bigint not null,                      -- bounced or dropped
  failed bigint not null,
  skipped bigint not null,
  cost numeric,                              -- null where nothing had a price
  primary key (month, campaign_id, channel)
);
insert into rekindle.analytics_months
  (month, campaign_id, channel, sent, presumed, delivered, opened, clicked, lost, failed, skipped, cost)
select date_trunc('month', a.day)::date, a.campaign_id, a.channel, sum(a.sent), sum(a.presumed), sum(a.delivered), sum(a.opened),
       sum(a.clicked), sum(a.lost), sum(a.failed), sum(a.skipped), sum(a.cost)
  from rekindle.campaign_analytics a where a.channel <> 'all' group by 1, 2, 3;

-- `course_analytics` by month.
create table rekindle.course_months (
  course_id bigint not null,
  channel text not null,
  month date not null,                       -- its first day
  sent bigint not null,
  presumed bigint not null,                  -- never among the sent
  primary key (course_id, channel, month)
);
create index course_months_month on rekindle.course_months (month);
insert into rekindle.course_months (course_id, channel, month, sent, presumed)
select a.course_id, a.channel, date_trunc('month', a.day)::date, sum(a.sent), sum(a.presumed)
  from rekindle.course_analytics a group by 1, 2, 3;

-- Active reminders of courses by how many emails they have sent, as of `rollup.episodes_at`.
create table rekindle.reminder_counts (
  emails int not null,
  channel text not null,                     -- the messages of one; empty: the reminders themselves
  reminders bigint not null,
  completion numeric not null,               -- percent, added up
  sent bigint not null,
  presumed bigint not null,                  -- never among the sent
  primary key (emails, channel)
);

-- Whom a tick looks at on the fourteen days after `rollup.episodes_at`.
create table rekindle.planned_counts (
  day date not null,
  campaign_id int not null,
  learners bigint not null,
  primary key (day, campaign_id)
);

-- Sides of comparisons and what became of their learners, as of `rollup.whole_at` (outcome_sides).
create table rekindle.side_counts (
  campaign_id int not null,
  experiment text not null,                  -- empty: the campaign as a whole
  names text[] not null,
  shares int[] not null,
  held_share int not null,
  place int not null,                        -- among the names; 0: held out
  assigned bigint not null,
  judged bigint not null,
  goals bigint not null,
  cost numeric,                              -- of messages to those judged; null where nothing had a price
  primary key (campaign_id, experiment, names, shares, held_share, place)
);
-- What was given up in the last days, by channel.
create index message_deliveries_failed on rekindle.message_deliveries (scheduled_at) where status = 'failed';
