-- What a learner has answered to the invitation to a meeting, by the id that its context has: `accepted`, `declined` or
-- `tentative`; null where they have said nothing. Of one meeting of a series by its planned start, or else of all of them.
create or replace function rekindle.meeting_answer(of_meeting text, learner bigint, occurrence timestamptz default null) returns text
language sql stable parallel safe as $$
  select a.answer
    from rekindle.invitations i join rekindle.meeting_answers a on a.uid = i.uid and a.user_id = i.user_id
   where i.user_id = learner and i.meeting->>'id' = of_meeting
     and a.occurrence in ('-infinity', coalesce(meeting_answer.occurrence, '-infinity'))
   order by a.occurrence desc, i.updated_at desc limit 1
$$;
