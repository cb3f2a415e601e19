-- Which channels' addresses each sender's role may read.
insert into rekindle.sender_channels (role, channel) values
  ('rekindle_send_email', 'email'),
  ('rekindle_send_sms', 'sms'),
  ('rekindle_send_whatsapp', 'whatsapp'),
  ('rekindle_send_discord', 'discord'),
  ('rekindle_send_calendar', 'calendar')
on conflict do nothing;
