-- What an opt-out link is about: the delivery it was written in. No personal data.
create or replace function rekindle.opt_out_subject(delivery bigint)
returns table (user_id bigint, topic text, campaign_id int, campaign_title text, class text, subject_type text,
               subject_id bigint, channel text, locale text)
language sql stable security definer set search_path = pg_catalog as $$
  select d.user_id, c.topic, c.id, c.title, c.class, c.subject_type, rekindle.subject_of(d.subject_id), d.channel,
         (select r.locale from rekindle.reach r where r.user_id = d.user_id)
    from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
   where d.id = delivery
$$;
revoke execute on function rekindle.opt_out_subject from public;
