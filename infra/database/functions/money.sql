-- An amount in a currency's own unit as a locale writes it: $1,234.50, 1.234,50 €, ₹1,23,456.00. It has the currency's decimals, and
-- blanks in it do not break. A currency without a symbol, or one that nobody knows, is written by its code.
create or replace function rekindle.money(amount numeric, currency text, locale text) returns text
language plpgsql stable parallel safe as $$
declare
  language rekindle.languages := rekindle.language(locale);
  exact numeric := round(amount, rekindle.minor_digits(currency));
  whole text := split_part(abs(exact)::text, '.', 1);
  fraction text := split_part(abs(exact)::text, '.', 2);
  pattern text := case when exact < 0 then language.negative_amount else language.amount end;
  symbol text := coalesce(language.symbols ->> upper(currency), upper(currency));
begin
  if length(whole) > language.ungrouped_digits then
    whole := regexp_replace(left(whole, -3), case when language.has_lakhs then '(\d)(?=(\d\d)+$)' else '(\d)(?=(\d{3})+$)' end,
                            '\1' || language.group_mark, 'g') || language.group_mark || right(whole, 3);
  end if;
  if fraction <> '' then whole := whole || language.decimal_mark || fraction; end if;
  if symbol ~ '[A-Za-z元]$' then pattern := replace(pattern, '{symbol}{number}', E'{symbol}\u00a0{number}'); end if;
  return replace(replace(pattern, '{symbol}', symbol), '{number}', whole);
end
$$;
