-- The locale in which numbers and dates stand in a text: the reader's own where it is of the text's language, else the text's.
create or replace function rekindle.locale(language text, reader text) returns text language sql immutable parallel safe as $$
select case when lower(substring(reader from '[A-Za-z]+')) = lower(substring(language from '[A-Za-z]+')) then reader else language end
$$;
