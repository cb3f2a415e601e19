-- The lines of a text that say something, as a list; null where none does.
create or replace function rekindle.lines(body text) returns jsonb language sql immutable parallel safe
return (select jsonb_agg(btrim(line) order by number)
          from regexp_split_to_table(body, E'[\r\n]+') with ordinality as l (line, number) where btrim(line) <> '');
