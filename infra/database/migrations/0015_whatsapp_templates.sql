-- What providers have approved, and what fell out of the ledger since the last tick.
set local role rekindle_owner;

-- Templates as each provider knows them. Outside a conversation WhatsApp takes nothing else, so a message whose template is not
-- approved here does not go out. note_template writes it, whoever brings the news.
create table rekindle.whatsapp_templates (
  provider text not null,
  name text not null,
  language text not null,
  status text not null,
  provider_id text,                -- what the provider calls it, where it is sent by that: Twilio's ContentSid
  category text,
  reason text,                     -- why it may not be used, in the provider's words
  changed_at timestamptz not null,
  primary key (provider, name, language),
  constraint whatsapp_templates_status check (status in ('approved', 'pending', 'paused', 'rejected', 'disabled'))
);

-- Messages that did not go out or did not arrive: the next tick looks at their enrolments, for a cascade's next channel. It
-- empties the table; what is written here is written once.
create table rekindle.fallen_deliveries (
  delivery_id bigint primary key   -- no foreign key: it would lock the row that is being written
);
