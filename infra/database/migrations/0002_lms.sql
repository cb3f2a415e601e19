-- What the learning platform knows. A stand-alone install fills these tables; where the platform lives in the same
-- database, infra/database/sources/<platform>.sql replaces them by views. Rekindle only reads them (DESIGN §7).
-- Rows dated after the moment of a decision are invisible to it: every statement compares with the time it is given.
set local role rekindle_owner;

create table lms.users (
  user_id bigint primary key,
  first_name text,
  last_name text,
  title text,                      -- a form of address such as 'Dr.' (X-81)
  email text,
  phone_number text,               -- E.164
  timezone text,                   -- IANA name; missing or unknown falls back (X-15)
  locale text,
  region text,
  is_active boolean not null default true
);

create table lms.courses (
  course_id bigint primary key,
  code text,
  name text not null,
  total_modules int,
  cpd_points numeric(6, 2),
  starts_on date,
  ends_on date,
  url text                         -- https link to the course page
);

create table lms.course_enrolments (
  user_id bigint not null,
  course_id bigint not null,
  enrolled_at timestamptz,
  unenrolled_at timestamptz,
  primary key (user_id, course_id)
);

-- Narrow and with one index: detection reads it whole, everything else reads one pair.
create table lms.user_activities (
  user_id bigint not null,
  course_id bigint not null,
  activity_date timestamptz not null,
  activity_type text not null
);
create index user_activities_pair on lms.user_activities (user_id, course_id, activity_date);

create table lms.user_course_progress (
  user_id bigint not null,
  course_id bigint not null,
  completion_percentage numeric(5, 2) not null default 0,
  modules_completed int not null default 0,
  last_accessed_at timestamptz,
  completed_at timestamptz,
  primary key (user_id, course_id),
  constraint user_course_progress_percentage check (completion_percentage between 0 and 100)
);
