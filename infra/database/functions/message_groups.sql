-- What became of messages (message_facts) by day, campaign, channel and the course they are about (null: none).
create or replace function rekindle.message_groups(since timestamptz, until timestamptz)
returns table (day date, campaign_id int, channel text, course_id bigint, sent int, presumed int, delivered int, opened int, clicked int,
               lost int, complained int, failed int, skipped int, cost numeric)
language sql stable as $$
  select f.day, f.campaign_id, f.channel, k.course_id, sum(f.sent)::int, sum(f.presumed)::int, sum(f.delivered)::int,
         sum(f.opened)::int, sum(f.clicked)::int, sum(f.lost)::int, sum(f.complained)::int, sum(f.failed)::int, sum(f.skipped)::int,
         sum(f.cost)
    from rekindle.message_facts(since, until) f
   cross join lateral (
     select case when f.campaign_id = any (array(select c.id from rekindle.campaigns c where c.subject_type = 'course'))
                 then f.subject_id end as course_id) k
   group by f.campaign_id, k.course_id, f.channel, f.day
$$;
revoke execute on function rekindle.message_groups from public;
