-- What a member has left to do before a meeting; no row where nothing is, or where it is somebody else's meeting by now.
select coalesce(nullif(btrim(u.first_name), ''), u.last_name) as name,
       btrim(u.email) as email,
       g.name as group_name,
       coalesce(nullif(btrim(t.title), ''), 'the meeting of ' || g.name) as subject_name,
       to_char(t.starts_at at time zone zone.name, 'FMDay, FMDD FMMonth "at" HH24:MI') || ' (' || zone.name || ')' as meeting_time,
       to_char(t.starts_at at time zone zone.name, 'FMDay, FMDD FMMonth') as meeting_date,
       extract(epoch from t.starts_at)::bigint as meeting_second,
       l.titles as lesson_list,
       jsonb_array_length(l.open) as lessons_remaining,
       jsonb_array_length(l.open) = 1 as one_lesson_left,
       l.open -> 0 ->> 'url' as lesson_url,
       channel.url as discord_channel_url,
       channel.url is not null as has_channel
  from lms.meetings t
  join lms.groups g on g.group_id = t.group_id
  join lms.group_members m on m.group_id = g.group_id and m.user_id = learner and rekindle.is_member(m.joined_at, m.left_at, as_of)
  join lms.users u on u.user_id = m.user_id and u.is_active
 cross join lateral rekindle.local_zone(u.timezone) zone
 cross join lateral (
    select o.open, (select jsonb_agg(i ->> 'title') from jsonb_array_elements(o.open) i) as titles
      from rekindle.lessons_before(t.meeting_id, learner, as_of) o) l
 cross join lateral (
    select coalesce(nullif(btrim(g.channel_url), ''),
      rekindle.link('discord_channel', substr(rekindle.discord_address(rekindle.discord_channel(g.discord_channel_id)), 2))) as url) channel
 where t.meeting_id = subject and t.starts_at > as_of and (t.cancelled_at is null or t.cancelled_at > as_of)
   and jsonb_array_length(l.open) > 0
