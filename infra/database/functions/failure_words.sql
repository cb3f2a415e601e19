-- Why a payment failed, as its payer reads it; the code itself is never shown.
create or replace function rekindle.failure_words(code text) returns text language sql stable parallel safe
return coalesce((select c.words from rekindle.failure_codes c where c.code = failure_words.code),
                'The payment was declined, and we were not told why');
