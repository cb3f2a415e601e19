-- Who was told what about which meeting: the state of invitations by mail (iTIP, RFC 5546).
set local role rekindle_owner;

create table rekindle.invitations (
  uid text not null,                 -- of the meeting, for its life
  user_id bigint not null references rekindle.recipients on delete cascade,
  sequence int not null,             -- of the newest message; only ever more
  status text not null constraint invitations_status check (status in ('invited', 'cancelled', 'removed')),
  times text not null,               -- time and place as they were told, by which a change is seen
  delivery_id bigint not null,       -- the message that told them
  updated_at timestamptz not null,
  primary key (uid, user_id)
);
create index invitations_user_id on rekindle.invitations (user_id);

-- It takes what is told with the messages that it claims, so it has one parameter more.
drop function if exists rekindle.claim_deliveries(
  int, int, timestamptz, text, bigint[], bigint[], bigint[], bigint[], text[], bytea[], int, int, text, text[], bigint[], smallint[],
  text[]);
