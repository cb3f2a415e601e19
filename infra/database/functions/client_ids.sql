-- Who fits what is asked for, by id: page after page. Each condition names a set of ids, which its index finds; what they have in common
-- becomes one array, made once: with semi-joins and a limit the planner walked through everybody. A word is the beginning of a first or
-- last name or of a mailbox, or a whole id.
create or replace function rekindle.client_ids(criteria jsonb, after bigint, most int, moment timestamptz) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  words text[] := array(select w from unnest(regexp_split_to_array(lower(btrim(criteria->>'q')), '\s+')) w where w <> '');
  patterns text[] := array(select quote_literal(regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%') from unnest(words) w);
  called text;
  mailed text;
  sets text[] := '{}';
begin
  if words[1] ~ '^-?[0-9]{1,18}$' and cardinality(words) = 1 then
    sets := sets || format('select %s::bigint', words[1]);
  elsif words <> '{}' then
    select string_agg(format('(lower(n.first_name) like %1$s or lower(n.last_name) like %1$s)', w), ' and ') into called from unnest(patterns) w;
    if cardinality(words) = 1 then
      select string_agg(format(' union all select m.user_id from lms.%I m where lower(m.email) like %s', t, patterns[1]), '') into mailed
        from unnest(array['users', 'leads', 'guardians']) t;
    end if;
    sets := sets || format('(select n.user_id from lms.people n where %s%s)', called, mailed);
  end if;
  if criteria ? 'tag' then sets := sets || format('select t.user_id from rekindle.client_tags t where t.tag = %L', criteria->>'tag'); end if;
  if criteria->>'debt' = 'open' then
    sets := sets || format('select d.user_id from rekindle.debts d where d.due_on <= %L', (moment at time zone 'UTC')::date);
  end if;
  if criteria ? 'campaign' then
    sets := sets || format('select e.user_id from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
      where c.slug = %L and e.status = coalesce(%L, e.status)', criteria->>'campaign', criteria->>'state');
  end if;
  if criteria ? 'opted_out' then
    sets := sets || format('select s.user_id from rekindle.suppressions s
      where s.lifted_at is null and s.reason in (''opt_out'', ''complaint'') and s.channel::text in (''all'', %L)', criteria->>'opted_out');
  end if;
  return query execute 'select p.user_id from lms.people p where p.kind <> ''group'' and p.user_id > $1'
    || case when sets <> '{}' then ' and p.user_id = any (array(' || array_to_string(sets, ' intersect ') || '))' else '' end
    || case when criteria ? 'active' then format(' and p.is_active = %L', (criteria->>'active')::boolean) else '' end
    || ' order by p.user_id limit $2' using after, most;
end
$$;
revoke execute on function rekindle.client_ids from public;
