-- Whether a message in doubt is sent again: one that somebody waits for, while it is useful and its campaign allows a further
-- attempt. Any other is presumed sent.
create or replace function rekindle.sends_again(
  message_class text, attempts int, expiry timestamptz, campaign int, campaign_version int, moment timestamptz
) returns boolean language sql stable as $$
  select case when message_class = 'transactional' and expiry > moment then coalesce(attempts <= (
    select jsonb_array_length(case jsonb_typeof(v.definition -> 'retry') when 'array' then v.definition -> 'retry' end)
      from rekindle.campaign_versions v
     where v.campaign_id = campaign and v.version = campaign_version), false) else false end
$$;
