-- What a member, or the group, knows of a meeting that is to come; no row for who is not in the group any more.
select coalesce(nullif(btrim(u.first_name), ''), u.last_name, g.name) as name,
       btrim(u.email) as email,
       g.name as group_name,
       coalesce(nullif(btrim(t.title), ''), 'the meeting of ' || g.name) as subject_name,
       to_char(t.starts_at at time zone zone.name, 'FMDay, FMDD FMMonth "at" HH24:MI') || ' (' || zone.name || ')' as meeting_time,
       to_char(t.starts_at at time zone zone.name, 'FMDay, FMDD FMMonth') as meeting_date,
       case (t.starts_at at time zone zone.name)::date - (as_of at time zone zone.name)::date
         when 0 then 'today' when 1 then 'tomorrow' else 'on ' || to_char(t.starts_at at time zone zone.name, 'FMDay') end as meeting_day,
       extract(epoch from t.starts_at)::bigint as meeting_second,
       rekindle.member_names(g.group_id, learner, as_of) as member_names,
       l.titles as lesson_list,
       jsonb_array_length(l.open) as lessons_remaining,
       jsonb_array_length(l.open) > 0 as has_open_lessons,
       jsonb_array_length(l.open) = 1 as one_lesson_left,
       l.total > 0 as has_lessons,
       l.open -> 0 ->> 'url' as lesson_url,
       coalesce(l.open -> 0 ->> 'url' <> '', false) as has_lesson_url,
       place.url as discord_channel_url,
       place.url is not null as has_channel
  from lms.meetings t
  join lms.groups g on g.group_id = t.group_id
  left join lms.users u on u.user_id = learner and u.is_active
 cross join lateral rekindle.local_zone(u.timezone) zone
 cross join lateral (
    select o.total, o.open, (select jsonb_agg(i ->> 'title') from jsonb_array_elements(o.open) i) as titles
      from rekindle.lessons_before(t.meeting_id, learner, as_of) o) l
 cross join lateral (
    select coalesce(nullif(btrim(t.url), ''), nullif(btrim(g.channel_url), ''),
      rekindle.link('discord_channel', substr(rekindle.discord_address(rekindle.discord_channel(g.discord_channel_id)), 2))) as url) place
 where t.meeting_id = subject and t.starts_at > as_of and (t.cancelled_at is null or t.cancelled_at > as_of)
   and (learner = rekindle.group_recipient(g.group_id)
        or u.user_id is not null and exists (
          select from lms.group_members m
           where m.group_id = g.group_id and m.user_id = learner and rekindle.is_member(m.joined_at, m.left_at, as_of)))
