-- How languages write amounts, days and times (rows/languages.sql), and contexts for texts of one language.
set local role rekindle_owner;

create table rekindle.languages (
  tag text primary key,                      -- as BCP 47 has it, in lower case: en, en-in
  decimal_mark text not null,
  group_mark text not null,
  has_lakhs boolean not null,                -- 12,34,567
  ungrouped_digits int not null,             -- up to so many digits no mark stands between thousands
  amount text not null,                      -- how an amount stands with its currency: {symbol}{number}
  negative_amount text not null,
  symbols jsonb not null,                    -- of currencies; a currency without one is written by its code
  months text[] not null,                    -- as they stand beside a day's number
  weekdays text[] not null,                  -- from Monday on
  day text not null,                         -- {day} {month} {year}
  month_day text not null,                   -- {day} {month}
  weekday_day text not null,
  sentence_day text not null,                -- how a sentence names a day without its year: on {weekday} {day} {month}
  today text not null,
  tomorrow text not null,
  clock text not null,                       -- as to_char takes it
  day_halves text[],                         -- what stands behind times of twelve hours
  moment text not null,                      -- {day} at {time}, {zone}
  place_time text not null,                  -- the clock of a place: {place} time
  hours text[] not null,                     -- for one and for more; in Slavic languages for few and for many
  minutes text[] not null
);

drop function if exists rekindle.campaign_context(int, int, timestamptz, bigint[], bigint[]);
drop function if exists rekindle.requested_contexts(int, int, timestamptz, bigint[], bigint[]);
