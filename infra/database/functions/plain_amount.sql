-- An amount with as many decimals as its currency has, for programs and tables.
create or replace function rekindle.plain_amount(amount numeric, currency text) returns text
language sql immutable parallel safe as $$ select round(amount, rekindle.minor_digits(currency))::text $$;
