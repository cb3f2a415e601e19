-- An account or a channel on Discord as messages are addressed to it: its digits, behind a `#` where it is a channel, however it was
-- copied out of Discord: as a mention, with blanks, or as a channel's web address.
create or replace function rekindle.discord_address(written text) returns text
language sql immutable parallel safe
return coalesce(
  substring(written from '^\s*<@!?([0-9]+)>\s*$'),
  '#' || coalesce(substring(written from '^\s*<?#([0-9]+)>?\s*$'),
                  substring(written from '^\s*https://discord\.com/channels/[0-9]+/([0-9]+)/?\s*$')),
  btrim(written));
