-- A learner's switch for one channel, as the platform's own settings page has it: off is their no to everything on it, on takes that
-- back. What they said on our pages about single topics stays.
create or replace function rekindle.set_channel(learner bigint, on_channel text, is_on boolean, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not is_on then
    perform rekindle.suppress(learner, on_channel, 'all', '', 0, '', 0, '', 'opt_out', 'user_settings', moment, moment);
    return;
  end if;
  perform rekindle.lift(array(
    select s.id from rekindle.binding(
        learner, array(select a.address_hash from rekindle.own_addresses(learner, on_channel, null) a)) s
     where s.lifted_at is null and s.reason = 'opt_out' and s.channel = on_channel and s.scope = 'all'
     order by 1), null, moment, moment);
end
$$;
revoke execute on function rekindle.set_channel from public;
