-- Opts out the learner whom a delivery was written to: 'subject', 'topic' or 'all', on all channels or one. A no to everything
-- holds at the learner's addresses too, whoever has them. No row where there is no such delivery.
create or replace function rekindle.opt_out(delivery bigint, on_scope text, on_channel text, via text, moment timestamptz)
returns table (is_new boolean, skipped int, ended int)
language sql volatile security definer set search_path = pg_catalog as $$
  select rekindle.lock_people(delivery);
  select bool_or(r.is_new), sum(r.skipped)::int, sum(r.ended)::int
    from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
    left join lateral rekindle.own_addresses(
      d.user_id, on_channel, case when on_channel in ('all', d.channel, rekindle.carrier(d.channel)) then d.address_hash end) a on on_scope = 'all'
   cross join lateral rekindle.suppress(d.user_id, on_channel, on_scope,
      case on_scope when 'topic' then c.topic else '' end, case on_scope when 'campaign' then c.id else 0 end,
      case on_scope when 'subject' then c.subject_type else '' end, case on_scope when 'subject' then rekindle.subject_of(d.subject_id) else 0 end,
      coalesce(a.address_hash, ''), 'opt_out', via, moment, moment) r
   where d.id = delivery group by d.id
$$;
revoke execute on function rekindle.opt_out from public;
