-- The variants of one enrolment, in the order of their experiments: `morning/question`; '' where there are none.
create or replace function rekindle.variants_in_words(variants jsonb) returns text
language sql immutable parallel safe
return (select coalesce(string_agg(v.value, '/' order by v.key), '') from jsonb_each_text(variants) v);
