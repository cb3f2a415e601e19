-- What the page behind a link to somebody's data shows: whether the link still works, and while it does how many rows of each
-- kind an export holds. No row where the message holds no such link.
create or replace function rekindle.held_data(delivery bigint, moment timestamptz)
returns table (state text, locale text, held jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select l.state, (select r.locale from rekindle.reach r where r.user_id = l.learner),
         case when l.state = 'open' then (
           select coalesce(jsonb_object_agg(
                    e.key, case jsonb_typeof(e.value) when 'array' then jsonb_array_length(e.value) else 1 end), '{}')
             from jsonb_each(rekindle.export_learner(l.learner)) e
            where e.key <> 'user_id' and e.value not in ('null', '[]')) end
    from rekindle.data_link(delivery, moment) l
$$;
revoke execute on function rekindle.held_data from public;
