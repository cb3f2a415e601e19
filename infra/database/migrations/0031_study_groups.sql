-- When a study group meets, told as a rule, and where the platform's pages are.
set local role rekindle_owner;

-- A series of meetings by one zone's clocks. A single meeting of it that is moved or cancelled is a row of `meetings`.
create table lms_data.group_schedules (
  group_id bigint primary key,
  starts_at timestamptz not null,            -- the first meeting
  ends_at timestamptz not null,
  frequency text not null default 'weekly',
  every int not null default 1,              -- days, weeks or months from one to the next
  meetings int not null,                     -- how many there are
  timezone text,                             -- whose clocks they keep
  changed_at timestamptz not null,           -- when time or place was told last
  cancelled_at timestamptz,
  constraint group_schedules_end check (ends_at > starts_at),
  constraint group_schedules_frequency check (frequency in ('daily', 'weekly', 'monthly')),
  constraint group_schedules_every check (every between 1 and 52),
  constraint group_schedules_meetings check (meetings between 1 and 400)
);

-- Addresses of pages that no row has by itself: `{id}` stands for the row's.
create table lms_data.links (
  name text primary key,                     -- profile, lesson, discord_channel
  url text not null
);
