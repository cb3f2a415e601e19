-- What campaigns are meant to reach, as the documents say it; people change it.
insert into rekindle.campaign_goals (slug, target_percent) values
  ('course-completion', 35), ('aida-agents', 20), ('course-incomplete', 35), ('session-no-show', 40), ('certificate-unclaimed', 60)
on conflict do nothing;
