-- What a provider's answer to a send says about the template of the message: paused, disabled, or none of its own. The answer is as
-- old as the claim: a template that was approved again since stays so, and if it is not, the next message finds out.
create or replace function rekindle.refuse_template(delivery bigint, word text, why text, moment timestamptz) returns text
language sql volatile security definer set search_path = pg_catalog as $$
  select rekindle.note_template(d.provider, t.template->>'name', t.template->>'language', word, null, null, why,
      coalesce((select max(a.claimed_at) from rekindle.delivery_attempts a where a.delivery_id = d.id), moment))
    from rekindle.message_deliveries d
    join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
   cross join lateral (
     select m.content #> '{whatsapp,template}' from jsonb_each(v.messages) m(key, content)
      where m.key = d.template || '.whatsapp' or m.content ->> 'hash' = d.template_hash
      order by (m.content ->> 'hash' = d.template_hash) is true desc limit 1) t(template)   -- in whatever language it was
   where d.id = delivery and d.channel = 'whatsapp' and t.template is not null
$$;
revoke execute on function rekindle.refuse_template from public;
