-- notices: the notices of one learner at a time, whoever asks. The policy holds whatever a statement says.
select rekindle.make_role('rekindle_notices');
grant select, insert (user_id, type, title, body, link, key, created_at), update (read_at) on rekindle.notifications to rekindle_notices;
grant select on rekindle.reach to rekindle_notices;
grant execute on function rekindle.current_learner, rekindle.get_unread_notification_count, rekindle.mark_all_notifications_read
  to rekindle_notices;
drop policy if exists own_notices on rekindle.notifications;
create policy own_notices on rekindle.notifications   -- to everybody: a policy that names a role restores only where that role is
  using (user_id = rekindle.current_learner()) with check (user_id = rekindle.current_learner());
