-- Whether a subject's moments are others than those that were seen before; one that is null is none.
create or replace function rekindle.has_moved(seen jsonb, moments jsonb) returns boolean
language sql stable parallel safe
return exists (
  select from jsonb_each_text(coalesce(seen, '{}')) s full join jsonb_each_text(coalesce(moments, '{}')) m using (key)
   where s.value::timestamptz is distinct from m.value::timestamptz);
