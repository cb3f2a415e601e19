-- Everybody: how languages write figures and days is no secret.
grant select on rekindle.languages to public;
