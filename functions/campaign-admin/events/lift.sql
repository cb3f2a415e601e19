-- Learner 1 has two dead addresses.
insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, created_at)
select 1, channel, 'all', 'bounce', 'provider', 1, '2026-11-01' from unnest(array['email', 'sms']) channel;
