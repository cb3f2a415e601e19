-- Published versions get the contexts that new ones are made with: a query of its own for each pair, however many tables it has.
set local role rekindle_owner;
set local check_function_bodies = off;   -- of an old version a table may be gone
do $$
declare
  published text;
begin
  for published in
    select replace(pg_get_functiondef(p.oid), '(as_of, k.learner, k.subject)) c', '(as_of, k.learner, k.subject) offset 0) c')
      from rekindle.campaigns c
      join rekindle.campaign_versions v on v.campaign_id = c.id
      join pg_proc p on p.pronamespace = 'rekindle_campaigns'::regnamespace
                    and p.proname = replace(c.slug, '-', '_') || '_v' || v.version || '_contexts'
     order by p.oid
  loop
    execute published;
  end loop;
end
$$;
