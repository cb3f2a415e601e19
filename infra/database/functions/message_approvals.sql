-- Which WhatsApp messages of campaign versions may go out, as far as their texts in the campaign's own language go: 'approved' where some provider has approved
-- the template in its language (the sender asks its own), 'conversation' for a free text, else 'unapproved'.
create or replace function rekindle.message_approvals(campaigns int[], versions int[])
returns table (campaign_id int, version int, message text, approval text)
language sql stable security definer set search_path = pg_catalog as $$
  select v.campaign_id, v.version, left(m.key, -length('.whatsapp')),
         case when t.template is null then 'conversation'
           when exists (select from rekindle.whatsapp_templates a
                         where a.name = t.template->>'name' and a.language = t.template->>'language' and a.status = 'approved')
           then 'approved' else 'unapproved' end
    from unnest(campaigns, versions) w(campaign, version)
    join rekindle.campaign_versions v on v.campaign_id = w.campaign and v.version = w.version
   cross join lateral jsonb_each(v.messages) m(key, content)
   cross join lateral (select m.content #> '{whatsapp,template}') t(template)
   where m.key like '%.whatsapp' and m.key not like '%/%'   -- translations are de/<message>
$$;
revoke execute on function rekindle.message_approvals from public;
