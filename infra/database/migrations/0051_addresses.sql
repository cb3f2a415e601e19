-- Whose addresses are to be compared with everybody's, since they were enrolled: written with the enrolment, so that nobody is passed
-- over whose transaction ends late. And names of payments by which they are found, whatever is believed of a table that was empty.
set local role rekindle_owner;

create table rekindle.addresses_waiting (
  user_id bigint                             -- null: too many to name, compare everybody
);
alter table rekindle.addresses_waiting replica identity full;
alter table rekindle.deployment drop column compared_until;

alter table rekindle.provider_references drop constraint provider_references_pkey,
  add constraint provider_references_pkey primary key (reference, kind, source);
drop index rekindle.provider_references_id, rekindle.provider_references_payer;
create index provider_references_id on rekindle.provider_references (id, kind);
create index provider_references_payer on rekindle.provider_references (payer, told_at, kind, source) where payer is not null;
