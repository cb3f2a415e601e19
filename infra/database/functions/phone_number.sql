-- A telephone number in the form of E.164, however it was written: with blanks, hyphens, dots and brackets, with 00 in the place
-- of the plus, in other scripts' digits, or as people write it at home in a country that is known. What cannot be made one is
-- returned as it is, so that the sender can say so. An index stands on it: where its answers change, that is built again. As with
-- mailboxes, an expression sees those that are spelled so already; Mexico's and Brazil's may be older than they look (as_dialled).
create or replace function rekindle.spelled_phone(written text, country text) returns text
language plpgsql immutable parallel safe as $$
declare
  digits text;
  plan text[];
  lengths int[];
begin
  if written ~ '^\+[1-9][0-9]{6,14}$' or written is null then return rekindle.as_dialled(written); end if;
  digits := translate(normalize(written, nfkc), '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९', '012345678901234567890123456789');
  if digits ~ '^\s*(tel:)?\s*(\+|00)' then digits := regexp_replace(digits, '\(\s*0\s*\)', ''); end if;   -- for callers at home
  digits := regexp_replace(digits, '^\s*tel:|[\s().\-/\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2212\ufeff]', '', 'g');
  plan := rekindle.phone_plan(country);
  digits := regexp_replace(digits, case when plan[1] = '1' then '^(00|011)(?=[1-9])' else '^00(?=[1-9])' end, '+');
  if digits ~ '^\+[1-9][0-9]{6,14}$' then return rekindle.as_dialled(digits); end if;
  if plan is null or digits !~ '^[0-9]+$' then return btrim(written); end if;
  lengths := string_to_array(plan[3], ',')::int[];
  return coalesce('+' || plan[1] || case
      when starts_with(digits, plan[2]) and length(digits) - length(plan[2]) = any (lengths) then substr(digits, length(plan[2]) + 1)
      when length(digits) = any (lengths) then digits
      when starts_with(digits, plan[1]) and length(digits) - length(plan[1]) = any (lengths) then substr(digits, length(plan[1]) + 1)
    end, btrim(written));
end
$$;
create or replace function rekindle.phone_number(written text, country text) returns text language sql immutable parallel safe
return case when starts_with(written, '+') and translate(written, '0123456789', '') = '+' and length(written) between 8 and 16
              and left(written, 2) <> '+0' and left(written, 3) not in ('+52', '+55') then written
         else rekindle.spelled_phone(written, country) end;
