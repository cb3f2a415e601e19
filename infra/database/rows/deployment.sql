insert into rekindle.deployment default values on conflict do nothing;
