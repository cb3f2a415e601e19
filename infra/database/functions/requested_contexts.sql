-- campaign_context for pairs of which some are requests: the values that were given, over those of the subject that the request is
-- about, or over the learner's name where it is about none. No row where the subject is gone.
create or replace function rekindle.requested_contexts(
  campaign int, version int, as_of timestamptz, learners bigint[], subjects bigint[], language text
) returns table (user_id bigint, subject_id bigint, context text, fault text)
language sql stable security definer set search_path = pg_catalog rows 1000 as $$
  with asked as materialized (
    select p.learner, p.subject, j.about, j.context from unnest(learners, subjects) p(learner, subject)
      join rekindle.notification_jobs j on j.id = p.subject),
  told as materialized (
    select s.* from (
      select array_agg(k.learner) as learners, array_agg(k.subject) as subjects from (
        select p.learner, p.subject from unnest(learners, subjects) p(learner, subject) where not rekindle.is_request(p.subject)
        union select a.learner, a.about from asked a where a.about is not null) k) k
     cross join lateral rekindle.campaign_context(campaign, version, as_of, k.learners, k.subjects, language) s
     where k.learners is not null)
  select t.* from told t
   where exists (select from unnest(learners, subjects) p(learner, subject) where p.learner = t.user_id and p.subject = t.subject_id)
  union all
  select a.learner, a.subject, (t.context::jsonb || a.context)::text, t.fault
    from asked a join told t on t.user_id = a.learner and t.subject_id = a.about
  union all
  select a.learner, a.subject,
         (jsonb_strip_nulls(jsonb_build_object(
            'first_name', rekindle.name_beside_title(p.title, p.first_name), 'last_name', p.last_name)) || a.context)::text, null
    from asked a join lms.people p on p.user_id = a.learner and p.is_active
   where a.about is null
$$;
revoke execute on function rekindle.requested_contexts from public;
