-- For administrators: a no to everything, on one channel or on all; the learner's own, which people were told ('opt_out'), or the
-- deployment's ('admin').
create or replace function rekindle.close_learner(learner bigint, on_channel text, cause text, moment timestamptz)
returns table (is_new boolean, skipped int, ended int)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if cause not in ('opt_out', 'admin') then
    raise exception 'only a no that people were told, or the deployment''s own, is said here' using errcode = 'RK005';
  end if;
  return query
    select r.is_new, r.skipped, r.ended
      from rekindle.suppress(learner, on_channel, 'all', '', 0, '', 0, '', cause,
                             case cause when 'opt_out' then 'support_request' else 'admin' end, moment, moment) r;
end
$$;
revoke execute on function rekindle.close_learner from public;
