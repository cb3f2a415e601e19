-- What a tick has to do besides what is due: asked at once, since each of these took a plan of its own to find nothing to do.
-- Whoever does it looks again.
create or replace function rekindle.tick_chores(moment timestamptz)
returns table (compares boolean, hastens boolean, ends boolean, corrects boolean, settles boolean, joins boolean, leads boolean, tends boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(d.compared_at <= moment - interval '6 hours', true) or exists (select from rekindle.addresses_waiting),
         exists (select from rekindle.fallen_deliveries),
         exists (select from rekindle.campaigns c where c.status in ('active', 'paused') and c.ends_at <= moment),
         exists (select from rekindle.invitations i where i.updated_at >= moment - interval '10 minutes'),
         exists (select from rekindle.prices),
         exists (select from rekindle.campaigns c join rekindle.campaign_versions v on v.campaign_id = c.id
                  where c.status = 'active' and v.definition @? '$.steps[*].letter'),
         exists (select from rekindle.message_deliveries d where d.carried_by is not null and d.attention_at is not null),
         exists (select from rekindle.worklist_items i where i.closed_at is null and i.looked_at <= moment - interval '15 minutes')
           or exists (select from rekindle.worklist_items i where i.resumes_at <= moment)
    from rekindle.deployment d
$$;
revoke execute on function rekindle.tick_chores from public;
