-- "1 hour", "2 hours", "5 godzin": a number with the form of a word that stands beside it.
create or replace function rekindle.counted(number bigint, forms text[]) returns text language sql immutable parallel safe
return number || ' ' || forms[case
  when number = 1 then 1
  when cardinality(forms) = 2 or (number % 10 between 2 and 4 and number % 100 not between 12 and 14) then 2
  else 3 end];
