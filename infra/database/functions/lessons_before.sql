-- What a learner has to do for a meeting: how many lessons it has, how many are done, when the newest of them was, and those that
-- are open, each with its title and page, in their order.
create or replace function rekindle.lessons_before(of_meeting bigint, learner bigint, as_of timestamptz)
returns table (total bigint, done bigint, done_at timestamptz, open jsonb)
language sql stable parallel safe rows 1 as $$
  select count(*), count(c.completed_at), max(c.completed_at),
         coalesce(jsonb_agg(
           jsonb_build_object('title', l.title, 'url', coalesce(nullif(btrim(l.url), ''), rekindle.link('lesson', l.lesson_id::text)))
           order by l.position, l.lesson_id) filter (where c.completed_at is null), '[]')
    from lms.lessons l
    left join lms.lesson_completions c on c.lesson_id = l.lesson_id and c.user_id = learner and c.completed_at <= as_of
   where l.meeting_id = of_meeting
$$;
