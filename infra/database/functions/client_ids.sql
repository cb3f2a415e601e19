-- Who fits what is asked for, by id: page after page. Only what is asked for becomes part of the query, so that each condition is
-- answered by its index. A word is the beginning of a first or last name or of a mailbox, or a whole id.
create or replace function rekindle.client_ids(criteria jsonb, after bigint, most int, moment timestamptz) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  words text[] := array(select w from unnest(regexp_split_to_array(lower(btrim(criteria->>'q')), '\s+')) w where w <> '');
  patterns text[] := array(select quote_literal(regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%') from unnest(words) w);
  called text;
  mailed text;
  conditions text := '';
begin
  if words[1] ~ '^-?[0-9]{1,18}$' and cardinality(words) = 1 then
    conditions := format(' and p.user_id = %s', words[1]);
  elsif words <> '{}' then
    select string_agg(format('(lower(n.first_name) like %1$s or lower(n.last_name) like %1$s)', w), ' and ') into called from unnest(patterns) w;
    if cardinality(words) = 1 then
      select string_agg(format(' union all select m.user_id from lms.%I m where lower(m.email) like %s', t, patterns[1]), '') into mailed
        from unnest(array['users', 'leads', 'guardians']) t;
    end if;
    conditions := format(' and p.user_id in (select n.user_id from lms.people n where %s%s)', called, mailed);
  end if;
  conditions := conditions
    || case when criteria ? 'tag' then format(' and p.user_id in (select t.user_id from rekindle.client_tags t where t.tag = %L)', criteria->>'tag') else '' end
    || case when criteria ? 'active' then format(' and p.is_active = %L', (criteria->>'active')::boolean) else '' end
    || case when criteria->>'debt' = 'open' then
         format(' and p.user_id in (select d.user_id from rekindle.debts d where d.due_on <= %L)', (moment at time zone 'UTC')::date) else '' end
    || case when criteria ? 'campaign' then
         format(' and p.user_id in (select e.user_id from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
                   where c.slug = %L and e.status = coalesce(%L, e.status))', criteria->>'campaign', criteria->>'state') else '' end
    || case when criteria ? 'opted_out' then
         format(' and p.user_id in (select s.user_id from rekindle.suppressions s
                   where s.lifted_at is null and s.reason in (''opt_out'', ''complaint'') and s.channel::text in (''all'', %L))',
                criteria->>'opted_out') else '' end;
  return query execute 'select p.user_id from lms.people p where p.kind <> ''group'' and p.user_id > $1' || conditions
    || ' order by p.user_id limit $2' using after, most;
end
$$;
revoke execute on function rekindle.client_ids from public;
