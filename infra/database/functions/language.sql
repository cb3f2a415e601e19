-- How a locale writes, by RFC 4647's lookup: of `de-AT-1996` what is known of `de-AT`, else of `de`, else of `en`. Locales are also
-- understood as platforms write them: `pt_BR.UTF-8`.
create or replace function rekindle.language(locale text) returns rekindle.languages
language plpgsql stable parallel safe as $$
declare
  wanted text;
  found_row rekindle.languages;
begin
  select l.* into found_row from rekindle.languages l where l.tag = locale;   -- most are written as they are known
  if found then return found_row; end if;
  wanted := lower(replace(substring(locale from '[A-Za-z0-9_-]+'), '_', '-'));
  while wanted <> '' loop
    select l.* into found_row from rekindle.languages l where l.tag = wanted;
    if found then return found_row; end if;
    wanted := substring(wanted from '^(.*)-');
  end loop;
  select l.* into strict found_row from rekindle.languages l where l.tag = 'en';
  return found_row;
end
$$;
grant select on rekindle.languages to public;   -- facts, which whoever writes an amount reads
