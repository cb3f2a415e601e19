-- For how many of these people a deed would change nothing, and why; who could not be written to at all is told before who would not.
create or replace function rekindle.client_obstacles(deed text, details jsonb, members bigint[])
returns table (reason text, people int)
language sql stable security definer set search_path = pg_catalog as $$
  with judged as (
    select case
      when deed in ('pause', 'resume') then case when not exists (
        select from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
         where e.user_id = m.id and e.status = case deed when 'pause' then 'active' else 'paused' end
           and (details->>'campaign' is null or c.slug = details->>'campaign')) then 'nothing_to_' || deed end
      when deed in ('tag', 'untag') then case when exists (
        select from rekindle.client_tags t where t.user_id = m.id and t.tag = details->>'tag') <> (deed = 'untag')
          then case deed when 'tag' then 'has_the_tag' else 'lacks_the_tag' end end
      when not r.is_active then 'inactive'
      when not r.channels && array(select jsonb_array_elements_text(details->'channels')) then 'no_channel'
      when not exists (
        select from unnest(r.channels) c(channel)
          left join lateral (
            select a.address_hash from rekindle.addresses a where a.user_id = m.id and a.channel = c.channel limit 1) a on true
         where c.channel in (select jsonb_array_elements_text(details->'channels'))
           and not exists (   -- their own, or of somebody at the same address
             select from rekindle.binding(m.id, array[a.address_hash]) s
              where rekindle.covers(s, details->>'class', details->>'topic', (details->>'campaign_id')::int, '', 0, c.channel,
                                    coalesce(a.address_hash, ''))))
        then 'opted_out'
      end as reason
    from unnest(members) m(id)
    left join lateral (select q.is_active, q.channels::text[] as channels from rekindle.reach q
                        where deed = 'message' and q.user_id = m.id limit 1) r on true)
  select j.reason, count(*)::int from judged j where j.reason is not null group by 1 order by 1
$$;
revoke execute on function rekindle.client_obstacles from public;
