-- What reports read instead of the whole ledger: what was counted at night, and from where on the ledger is read.
set local role rekindle_owner;

create table rekindle.rollup (
  is_only boolean primary key default true,
  counted_until date,                        -- the messages of all days before it are counted; null: of none
  episodes_at timestamptz,                   -- when episodes were last counted; null: never
  whole_at timestamptz,                      -- when all of them were, with what campaigns reach by them; null: never
  constraint rollup_only check (is_only)
);
-- Up to the first day of which the ledger has messages and nothing was counted: a roll-up may have missed some.
insert into rekindle.rollup (counted_until)
select case when count(*) > 0 then least(max(a.day) + 1, (
         select min(l.day)
           from (
             select distinct (d.sent_at at time zone z.time_zone)::date as day
               from rekindle.message_deliveries d cross join rekindle.deployment z where d.status in ('sent', 'presumed_sent')) l
          where not exists (select from rekindle.campaign_analytics k where k.day = l.day))) end
  from rekindle.campaign_analytics a;

-- Bounced or dropped: what bounced is known of days that were counted before.
alter table rekindle.campaign_analytics add column lost int not null default 0;
update rekindle.campaign_analytics set lost = bounced where bounced > 0;

-- Messages about each course.
create table rekindle.course_analytics (
  course_id bigint not null,
  channel text not null,
  day date not null,
  sent int not null,
  presumed int not null,                     -- never among the sent
  primary key (course_id, channel, day)
);
create index course_analytics_day on rekindle.course_analytics (day);
insert into rekindle.course_analytics (course_id, channel, day, sent, presumed)
select d.subject_id, d.channel, (d.sent_at at time zone z.time_zone)::date, count(*) filter (where d.status = 'sent'),
       count(*) filter (where d.status = 'presumed_sent')
  from rekindle.message_deliveries d
  join rekindle.campaigns c on c.id = d.campaign_id and c.subject_type = 'course'
 cross join rekindle.deployment z cross join rekindle.rollup r
 where d.status in ('sent', 'presumed_sent') and (d.sent_at at time zone z.time_zone)::date < r.counted_until
 group by 1, 2, 3;

-- Episodes as of `rollup.episodes_at`, and how far their learners have come in the course they are about.
create table rekindle.episode_counts (
  campaign_id int not null,
  subject_id bigint not null,                -- the course; 0 of campaigns about anything else
  status text not null,
  episodes bigint not null,
  completion numeric not null,               -- percent, added up
  primary key (campaign_id, subject_id, status)
);

-- What campaigns reach by episodes, as of `rollup.whole_at` (CampaignMeasures).
create table rekindle.episode_measures (
  campaign_id int primary key,
  reminded bigint not null,                  -- had their first message in the last 30 days
  unsubscribed bigint not null,              -- of these
  settled bigint not null,                   -- had it 21 to 51 days ago
  completed bigint not null,                 -- of these, within 21 days
  done bigint not null,                      -- completed in the last 90 days
  days numeric                               -- from the first message to the completion of these, on average
);

-- What became of those whom chance gave a side, as of `rollup.whole_at` (outcomes_judged).
create table rekindle.outcome_counts (
  campaign_id int not null,
  held_share int not null,
  is_held boolean not null,
  learners bigint not null,
  goals bigint not null,
  noes bigint not null,
  primary key (campaign_id, held_share, is_held)
);

create index campaign_enrollments_ended on rekindle.campaign_enrollments (ended_at) where ended_at is not null;
create index campaign_enrollments_paused on rekindle.campaign_enrollments (campaign_id) where status = 'paused';
-- The few that were sent long after they were planned: all others are found among those planned when they were sent.
create index message_deliveries_late on rekindle.message_deliveries (sent_at) where sent_at - scheduled_at > interval '1 hour';
create index job_execution_logs_started on rekindle.job_execution_logs (started_at desc, id desc);
create index suppressions_opt_outs on rekindle.suppressions (created_at) where reason = 'opt_out';
analyze rekindle.rollup;   -- one row, whatever is believed of new tables
