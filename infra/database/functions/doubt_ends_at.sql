-- Until when evidence about a message in doubt is waited for. A provider reports within minutes on what it took, so a quarter
-- of an hour is enough where the message can be sent again; where it can not, nothing is lost by waiting for `grace`.
create or replace function rekindle.doubt_ends_at(
  message_class text, attempts int, expiry timestamptz, campaign int, campaign_version int, since timestamptz, grace interval
) returns timestamptz language sql stable as $$
  select since + case when rekindle.sends_again(
      message_class, attempts, expiry, campaign, campaign_version, since + interval '15 minutes')
    then least(grace, interval '15 minutes') else grace end
$$;
