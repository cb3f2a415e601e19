-- What the learning platform knows besides learners and courses: modules, access, sessions, certificates, its assistant, and
-- what colleagues did. As with the tables before, a stand-alone install fills them and everything reads the views of `lms`.
-- Dated rows say when something was known, so that a past day can be played again.
set local role rekindle_owner;

create table lms_data.profiles (
  user_id bigint primary key,
  specialty text                   -- as messages print it
);

create table lms_data.course_details (
  course_id bigint primary key,
  topic text,
  clinical_area text
);

create table lms_data.course_modules (
  course_id bigint not null,
  module_number int not null,
  name text not null,
  duration_minutes int,
  key_learnings text,              -- one a line
  primary key (course_id, module_number)
);

create table lms_data.module_completions (
  user_id bigint not null,
  course_id bigint not null,
  module_number int not null,
  completed_at timestamptz not null,
  minutes int,                     -- that the learner spent on it
  primary key (user_id, course_id, module_number)
);

create table lms_data.course_access (
  user_id bigint not null,
  course_id bigint not null,
  expires_at timestamptz,          -- missing: the access does not end
  primary key (user_id, course_id)
);

create table lms_data.sessions (
  session_id bigint primary key,
  title text not null,
  topic text,
  speaker_name text,
  speaker_credentials text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  cancelled_at timestamptz,
  cpd_points numeric(6, 2),
  key_points text,                 -- one a line
  constraint sessions_end check (ends_at >= starts_at)
);
create index sessions_topic on lms_data.sessions (topic, starts_at);
create index sessions_ends_at on lms_data.sessions (ends_at);

create table lms_data.session_registrations (
  session_id bigint not null,
  user_id bigint not null,
  registered_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (session_id, user_id)
);
create index session_registrations_user on lms_data.session_registrations (user_id, registered_at);

create table lms_data.session_attendance (
  session_id bigint not null,
  user_id bigint not null,
  joined_at timestamptz not null,
  primary key (session_id, user_id)
);

create table lms_data.recordings (
  session_id bigint primary key,
  url text,                        -- https link to the page that plays it
  available_at timestamptz,
  expires_at timestamptz,          -- missing: it stays
  duration_minutes int
);

create table lms_data.recording_sections (
  session_id bigint not null,
  position int not null,
  starts_at_second int not null,
  title text not null,
  description text,
  replays int,                     -- how often people went back to it
  primary key (session_id, position)
);

create table lms_data.recording_views (
  session_id bigint not null,
  user_id bigint not null,
  viewed_at timestamptz not null,  -- the first time
  primary key (session_id, user_id)
);

create table lms_data.certificates (
  certificate_id bigint primary key,
  user_id bigint not null,
  session_id bigint,
  course_id bigint,
  code text,                       -- what stands on it
  cpd_points numeric(6, 2),
  issued_at timestamptz not null,
  expires_at timestamptz,          -- until when it can be downloaded; missing: without end
  revoked_at timestamptz,
  url text                         -- https link to the page that has it
);
create index certificates_issued_at on lms_data.certificates (issued_at);
create index certificates_session on lms_data.certificates (session_id);

create table lms_data.certificate_downloads (
  certificate_id bigint primary key,
  viewed_at timestamptz,           -- the first time, on the screen
  downloaded_at timestamptz        -- the first time
);

create table lms_data.aida_uses (
  user_id bigint not null,
  used_at timestamptz not null,
  primary key (user_id, used_at)
);

create table lms_data.agents (
  agent_id bigint primary key,
  name text not null,
  benefit text,                    -- what it does for a reader, as half a sentence
  specialty text,                  -- of those whom it is for; missing: for everybody
  rank int not null default 100,   -- the lowest is suggested first
  url text,
  is_active boolean not null default true
);

create table lms_data.agent_uses (
  user_id bigint not null,
  agent_id bigint not null,
  used_at timestamptz not null,
  primary key (user_id, agent_id, used_at)
);

create table lms_data.trials (
  user_id bigint not null,
  product text not null,           -- as `agents`
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (user_id, product, granted_at)
);

-- What colleagues did, as the platform counted it on a day. Messages show no count under five (rekindle.enough).
create table lms_data.course_figures (
  course_id bigint not null,
  counted_on date not null,
  completed_7d int,
  completed_30d int,
  completion_rate numeric(5, 2),   -- of those who started, in percent
  rating numeric(2, 1),            -- out of 5
  rating_count int,
  popular_module text,
  primary key (course_id, counted_on)
);

create table lms_data.session_figures (
  session_id bigint not null,
  counted_on date not null,
  participants int,
  views_total int,
  views_1d int,
  rating numeric(2, 1),
  rating_count int,
  certificates_issued int,
  certificates_downloaded int,
  primary key (session_id, counted_on)
);

create table lms_data.agent_figures (
  specialty text not null,         -- '' counts everybody
  counted_on date not null,
  users_30d int,
  primary key (specialty, counted_on)
);

-- What people said, and that they let it be shown with their name; without `consented_at` nothing of it is.
create table lms_data.testimonials (
  testimonial_id bigint primary key,
  about text not null,             -- course, session or agents
  subject_id bigint,               -- the course or session
  author_name text not null,
  author_specialty text,
  author_location text,
  body text,
  consented_at timestamptz,
  withdrawn_at timestamptz
);
create index testimonials_subject on lms_data.testimonials (about, subject_id);
