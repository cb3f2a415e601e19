-- What a provider's answer to a send says about the learner and the address: they told it to stop, or the address is dead.
create or replace function rekindle.refuse_address(delivery bigint, is_opt_out boolean, moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  select from rekindle.message_deliveries d
   cross join lateral rekindle.suppress(d.user_id, d.channel, 'all', '', 0, '', 0, coalesce(d.address_hash, ''),
      case when is_opt_out then 'opt_out' else 'bounce' end, 'provider', moment, moment)
   where d.id = delivery
$$;
revoke execute on function rekindle.refuse_address from public;
