-- Whether somebody holds an invitation to a meeting, by the id that its context has, which has not been withdrawn.
create or replace function rekindle.is_invited(of_meeting text, learner bigint) returns boolean
language sql stable parallel safe as $$
  select exists (
    select from rekindle.invitations i
     where i.user_id = learner and i.meeting->>'id' = of_meeting and i.status = 'invited')
$$;
