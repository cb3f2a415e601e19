-- What the learner of a delivery ticks or unticks on the preference page, in the words that they read there. Returns whether messages
-- on the channel are agreed to now; nothing where the delivery is gone.
create or replace function rekindle.agree_on_page(delivery bigint, on_channel text, granted boolean, wording text, moment timestamptz)
returns boolean language sql volatile security definer set search_path = pg_catalog as $$
  select rekindle.record_consent(d.user_id, on_channel, granted, 'user_settings', wording, moment, moment)
    from rekindle.message_deliveries d where d.id = delivery
$$;
revoke execute on function rekindle.agree_on_page from public;
