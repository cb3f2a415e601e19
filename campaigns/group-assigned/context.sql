-- What a member knows of the group; for a week also who has left, since their calendar still has its meetings.
select coalesce(nullif(btrim(u.first_name), ''), u.last_name) as name,
       btrim(u.email) as email,
       g.name as group_name,
       'the study group ' || g.name as subject_name,
       coalesce(others.names, 'nobody else yet') as member_names,
       others.names is not null as has_members,
       channel.url as discord_channel_url,
       channel.url is not null as has_channel,
       case when next.at is null then 'at a time that is not fixed yet'
         when s.next_at is null then to_char(next.at at time zone zone.name, 'FMDay, FMDD FMMonth "at" HH24:MI')
         else case s.frequency
                when 'daily' then case when s.every = 1 then 'every day' else 'every ' || s.every || ' days' end
                when 'weekly' then case when s.every = 1 then 'every ' else 'every ' || s.every || ' weeks on ' end
                  || to_char(next.at at time zone zone.name, 'FMDay')
                else case when s.every = 1 then 'every month' else 'every ' || s.every || ' months' end end
              || to_char(next.at at time zone zone.name, '" at "HH24:MI') end
         || case when next.at is null then '' else ' (' || zone.name || ')' end as meeting_time,
       next.at is not null as has_meeting_time,
       to_char(next.at at time zone zone.name, 'FMDay, FMDD FMMonth') as meeting_date,
       s.starts_at is not null as has_series,
       case when s.starts_at is not null then jsonb_build_object(
         'id', 'group-' || g.group_id, 'title', left(regexp_replace(g.name, '[[:cntrl:]]', ' ', 'g'), 200),
         'starts_at', s.starts_at, 'ends_at', s.ends_at, 'frequency', s.frequency, 'interval', s.every, 'count', s.meetings,
         'description', coalesce(regexp_replace(others.names, '[[:cntrl:]]', ' ', 'g'), ''),
         'url', case when channel.url ~ '^https://[!-~]+$' then channel.url end,
         'exceptions', changes.exceptions, 'moved', changes.moved,
         'standing', case when not rekindle.is_member(m.joined_at, m.left_at, as_of) then 'removed'
           when s.cancelled_at <= as_of then 'cancelled' else 'invited' end,
         'clocks', rekindle.clocks(s.zone, s.last_at + interval '60 days')) end as meeting
  from lms.groups g
  join lms.group_members m on m.group_id = g.group_id and m.user_id = learner
   and m.joined_at <= as_of and (rekindle.is_member(m.joined_at, m.left_at, as_of) or m.left_at > as_of - interval '7 days')
  join lms.users u on u.user_id = m.user_id and u.is_active
 cross join lateral rekindle.local_zone(u.timezone) zone
 cross join lateral (select rekindle.member_names(g.group_id, u.user_id, as_of) as names) others
 cross join lateral (
    select coalesce(nullif(btrim(g.channel_url), ''),
      rekindle.link('discord_channel', substr(rekindle.discord_address(rekindle.discord_channel(g.discord_channel_id)), 2))) as url) channel
  left join lateral rekindle.group_series(g.group_id, as_of) s on true
 cross join lateral rekindle.series_changes(g.group_id, as_of) changes
 cross join lateral (
    select coalesce(s.next_at, (
      select min(t.starts_at) from lms.meetings t
       where t.group_id = g.group_id and t.starts_at > as_of and (t.cancelled_at is null or t.cancelled_at > as_of))) as at
    offset 0) next   -- asked once, though it is named often
 where g.group_id = subject
