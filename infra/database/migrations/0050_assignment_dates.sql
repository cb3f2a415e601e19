-- Whoever has another date than the course, or need not hand in at all.
set local role rekindle_owner;

create table lms_data.assignment_dates (
  assignment_id bigint not null,
  user_id bigint not null,
  due_at timestamptz,                        -- null: not asked of this learner
  primary key (assignment_id, user_id)
);
create index assignment_dates_due_at on lms_data.assignment_dates (due_at);
