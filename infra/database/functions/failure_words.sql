-- Why a payment failed, as its payer reads it; the code itself is never shown.
create or replace function rekindle.failure_words(code text) returns text language sql stable parallel safe
return coalesce((select c.words from rekindle.failure_codes c where c.code = failure_words.code),
                'The payment was declined, and we were not told why');

-- The same in the language of a text; in English where nobody has translated it.
create or replace function rekindle.failure_words(code text, language text) returns text language sql stable parallel safe as $$
  select coalesce((select t.translation from rekindle.failure_translations t
                    where t.words = w.words and t.language = split_part(lower(failure_words.language), '-', 1)), w.words)
    from (select rekindle.failure_words(failure_words.code) as words) w
$$;
