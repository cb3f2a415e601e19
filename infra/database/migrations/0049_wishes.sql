-- What learners wish about when they are written to, and the hours in which they learn.
set local role rekindle_owner;

create table rekindle.wishes (
  user_id bigint primary key references rekindle.recipients on delete cascade,
  snoozed_until timestamptz,                 -- nothing before; null where nothing is put off
  is_weekly boolean not null default false,  -- at most one message a week
  from_minute smallint,                      -- minutes of the local day between which messages may come; null for any
  to_minute smallint,
  hour smallint,                             -- the local hour in which they say that they learn; null leaves it to their visits
  changed_at timestamptz not null,
  constraint wishes_hours check (
    (from_minute is null) = (to_minute is null) and from_minute >= 0 and to_minute <= 1440 and from_minute < to_minute),
  constraint wishes_hour check (hour between 0 and 23)
);

-- The hours of the local day in which somebody learns by their visits, the best first; the roll-up writes them.
create table rekindle.learning_hours (
  user_id bigint primary key references rekindle.recipients on delete cascade,
  hours smallint[] not null,
  computed_at timestamptz not null
);

-- It tells of wishes and hours too.
drop function if exists rekindle.read_enrollments(bigint[]);
drop function if exists rekindle.opt_out_subject(bigint);
