-- Records what a person agreed to or took back on a channel, when they said so: the newest word counts, of two words of one
-- moment the no. Returns whether messages on the channel are agreed to now.
create or replace function rekindle.record_consent(
  learner bigint, on_channel text, granted boolean, via text, wording text, said timestamptz, moment timestamptz
) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into rekindle.consents as c (user_id, channel, is_granted, source, words, given_at)
  values (learner, on_channel, granted, via, wording, least(said, moment))
  on conflict (user_id, channel, given_at) do update
    set is_granted = false, source = excluded.source, words = excluded.words where c.is_granted and not excluded.is_granted;
  return (select c.is_granted from rekindle.consents c where c.user_id = learner and c.channel = on_channel
           order by c.given_at desc limit 1);
end
$$;
revoke execute on function rekindle.record_consent from public;
