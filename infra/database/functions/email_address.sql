-- A mailbox as mail is addressed to it: without blanks around it, a `mailto:` or a name with angle brackets, and with a domain in
-- the letters of the domain name system, so that `bücher.example` is one domain however it is written.
create or replace function rekindle.email_address(written text) returns text
language plpgsql immutable parallel safe as $$
declare
  address text;
  domain text;
begin
  if written ~ '^[!-;=?-~]+$' and not starts_with(written, 'mailto:') then return written; end if;   -- nearly everybody's
  address := regexp_replace(written, '^[\s\u00a0\u200b-\u200f\u202a-\u202e\ufeff]+|[\s\u00a0\u200b-\u200f\u202a-\u202e\ufeff]+$', '', 'g');
  address := regexp_replace(coalesce(substring(address from '<([^<>]*)>$'), address), '^mailto:', '', 'i');
  domain := substring(address from '@([^@]*)$');
  if domain is null or domain !~ '[^ -~]' then return address; end if;
  domain := translate(normalize(lower(domain), nfkc), '。．｡', '...');
  return substr(address, 1, length(address) - length(substring(address from '@([^@]*)$'))) || (
    select string_agg(case when l.label ~ '[^ -~]' then rekindle.punycode(l.label) else l.label end, '.' order by l.place)
      from regexp_split_to_table(domain, '\.') with ordinality l(label, place));
end
$$;
