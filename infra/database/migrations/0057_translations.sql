-- Why payments fail, in further languages.
set local role rekindle_owner;

create table rekindle.failure_translations (
  language text,                             -- a tag such as de
  words text,                                -- as failure_codes has them
  translation text not null,
  primary key (language, words)
);
