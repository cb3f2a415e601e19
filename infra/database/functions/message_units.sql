-- What the messages of campaign versions are paid by: an SMS by its segments, as many as its text may take with anybody's values;
-- WhatsApp by a category, the provider's where one has named it; the others by the message. Of a message's languages the dearest counts.
create or replace function rekindle.message_units(campaigns int[], versions int[])
returns table (campaign_id int, version int, channel text, message text, unit text, units int)
language sql stable security definer set search_path = pg_catalog as $$
  select distinct on (v.campaign_id, v.version, k.channel, k.message) v.campaign_id, v.version, k.channel, k.message,
         case k.channel when 'sms' then 'segment' when 'whatsapp' then coalesce(lower(a.category), t.template->>'category', 'service')
           else 'message' end,
         case k.channel when 'sms' then greatest((m.content #>> '{sms,maximum_segments}')::int,
           coalesce((m.content #>> '{sms,unicode_segments}')::int, 2 * (m.content #>> '{sms,maximum_segments}')::int)) else 1 end as units
    from unnest(campaigns, versions) w(campaign, version)
    join rekindle.campaign_versions v on v.campaign_id = w.campaign and v.version = w.version
   cross join lateral jsonb_each(v.messages) m(key, content)
   cross join lateral (select substring(m.key from '[^.]+$') as channel, substring(m.key from '([^/]+)[.]') as message) k
   cross join lateral (select m.content #> '{whatsapp,template}' as template) t
    left join lateral (
      select o.category from rekindle.whatsapp_templates o
       where k.channel = 'whatsapp' and o.name = t.template->>'name' and o.language = t.template->>'language'
         and lower(o.category) in ('marketing', 'utility', 'authentication')
       order by o.changed_at desc limit 1) a on true
   order by v.campaign_id, v.version, k.channel, k.message, units desc
$$;
revoke execute on function rekindle.message_units from public;
