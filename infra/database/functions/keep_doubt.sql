-- A message in doubt that was to be sent again and is not any more may have been taken the first time: it is presumed sent,
-- with the reason why it was not sent again, and not called skipped.
create or replace function rekindle.keep_doubt() returns trigger language plpgsql as $$
begin
  new.status := 'presumed_sent';
  new.sent_at := old.unknown_at;
  return new;
end
$$;
-- Named so that it fires before the guard.
create or replace trigger message_deliveries_doubt before update of status on rekindle.message_deliveries
  for each row when (new.status = 'skipped' and old.status <> 'skipped' and old.unknown_at is not null)
  execute function rekindle.keep_doubt();
