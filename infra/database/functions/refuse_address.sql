-- What a provider's answer to a send says about the learner and the address: they told it to stop, or the address is dead. The answer
-- is as old as the claim of what it is about: who has come back since, or whose bounce was lifted since, is not closed by it.
create or replace function rekindle.refuse_address(delivery bigint, is_opt_out boolean, moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  select from rekindle.message_deliveries d
   cross join lateral (
     select coalesce(max(a.claimed_at), moment) as at from rekindle.delivery_attempts a where a.delivery_id = d.id) claim
   cross join lateral rekindle.suppress(d.user_id, rekindle.carrier(d.channel), 'all', '', 0, '', 0, coalesce(d.address_hash, ''),
      case when is_opt_out then 'opt_out' else 'bounce' end, 'provider', claim.at, moment)
   where d.id = delivery and not (is_opt_out and rekindle.came_back(d.address_hash, rekindle.carrier(d.channel), claim.at))
$$;
revoke execute on function rekindle.refuse_address from public;
