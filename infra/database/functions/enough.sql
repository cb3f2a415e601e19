-- A count of colleagues that is large enough to be shown, null where it is not: under five it says little, and may say who.
create or replace function rekindle.enough(count bigint) returns bigint language sql immutable parallel safe
return case when count >= 5 then count end;
