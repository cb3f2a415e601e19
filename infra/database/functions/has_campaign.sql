-- Whether a campaign that runs is under way for a learner and a subject: what it says, another need not say again.
create or replace function rekindle.has_campaign(named text, learner bigint, subject bigint, as_of timestamptz) returns boolean
language sql stable parallel safe as $$
  select exists (
  select from rekindle.campaigns c
    join rekindle.campaign_enrollments e on e.campaign_id = c.id and e.user_id = learner and e.subject_id = subject
   where c.slug = named and e.status = 'active' and not e.is_holdout
     and rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, as_of) = 'active')
$$;
