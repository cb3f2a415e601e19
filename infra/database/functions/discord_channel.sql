-- A group's channel on Discord as its address is written: its digits alone mean a channel here, not somebody's account.
create or replace function rekindle.discord_channel(written text) returns text
language sql immutable parallel safe
return case when written ~ '^\s*[0-9]+\s*$' then '#' || btrim(written) else written end;
