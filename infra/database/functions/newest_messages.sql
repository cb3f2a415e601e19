-- What became of the messages of the days that no roll-up has counted, up to a moment, by day, campaign, channel and the course they are
-- about (null: none). Several reports of one page ask for the same: the answer is kept in a setting of the transaction for whoever asks
-- again from the same snapshot, unless it is about more than a week.
create or replace function rekindle.newest_messages(moment timestamptz)
returns table (day date, campaign_id int, channel text, course_id bigint, sent int, presumed int, delivered int, opened int, clicked int,
               lost int, complained int, failed int, skipped int, cost numeric)
language plpgsql stable as $$
#variable_conflict use_column
declare
  since timestamptz;
  asked constant text := moment::text || ' ' || pg_current_snapshot();
  kept jsonb := nullif(current_setting('rekindle.newest_messages', true), '')::jsonb;
begin
  select l.since into since from rekindle.live_from(moment) l;
  if since < moment - interval '8 days' then
    return query select * from rekindle.message_groups(since, moment + interval '1 microsecond');
    return;
  end if;
  if kept->>'asked' is distinct from asked then
    select jsonb_build_object('asked', asked, 'rows', coalesce(jsonb_agg(to_jsonb(g)), '[]')) into kept
      from rekindle.message_groups(since, moment + interval '1 microsecond') g;
    perform set_config('rekindle.newest_messages', kept::text, true);
  end if;
  return query
  select * from jsonb_to_recordset(kept->'rows') r(day date, campaign_id int, channel text, course_id bigint, sent int, presumed int,
    delivered int, opened int, clicked int, lost int, complained int, failed int, skipped int, cost numeric);
end
$$;
revoke execute on function rekindle.newest_messages from public;
