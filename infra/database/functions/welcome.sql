-- What the link of a welcome stands for: whether a password can be made under it, and since when one is set. No row where the
-- message is gone, is no welcome to a new account, or went out more than three days ago.
create or replace function rekindle.welcome(delivery bigint, moment timestamptz)
returns table (approval_id bigint, is_set boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.password_set_at is not null
    from rekindle.message_deliveries d
    join rekindle.campaigns c on c.id = d.campaign_id and c.subject_type = 'approval'
    join rekindle.approvals a on a.id = rekindle.subject_of(d.subject_id) and a.user_id = d.user_id and a.is_new
   where d.id = delivery and coalesce(d.sent_at, d.unknown_at, d.scheduled_at) > moment - interval '3 days'
$$;
revoke execute on function rekindle.welcome from public;
