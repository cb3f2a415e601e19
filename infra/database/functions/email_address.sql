-- A mailbox as mail is addressed to it: without blanks around it, a `mailto:` or a name with angle brackets, and with a domain in
-- the letters of the domain name system, so that `bücher.example` is one domain however it is written. Nearly everybody's is spelled
-- so already, which an expression sees: it becomes part of the query that asks, where a call for each address took longer than the rest.
create or replace function rekindle.spelled_email(written text) returns text
language plpgsql immutable parallel safe as $$
declare
  address text;
  domain text;
begin
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
create or replace function rekindle.email_address(written text) returns text language sql immutable parallel safe
return case when octet_length(written) = length(written) and strpos(written, '<') = 0 and not starts_with(written, 'mailto:')
              and written = btrim(written, E' \t\n\r\f\x0b') then written
         else rekindle.spelled_email(written) end;
