-- Whose notices the transaction may see and change: who the caller has shown to be (`rekindle.learner`); nobody where it has not.
create or replace function rekindle.current_learner() returns bigint
language sql stable parallel safe
return nullif(current_setting('rekindle.learner', true), '')::bigint;

-- How many notices of the current learner are unread.
create or replace function rekindle.get_unread_notification_count() returns bigint
language sql stable
return (select count(*) from rekindle.notifications n where n.user_id = rekindle.current_learner() and n.read_at is null);

-- Marks every notice of the current learner as read, and returns how many that were not.
create or replace function rekindle.mark_all_notifications_read(moment timestamptz) returns bigint
language sql volatile as $$
  with marked as (
    update rekindle.notifications n set read_at = moment
     where n.user_id = rekindle.current_learner() and n.read_at is null returning 1)
  select count(*) from marked
$$;
revoke execute on function rekindle.get_unread_notification_count, rekindle.mark_all_notifications_read from public;
