-- Whether anything is, or was, known of a person, and when they were erased last.
create or replace function rekindle.proof_subject(learner bigint) returns table (is_known boolean, erased_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select e.erased_at is not null
         or exists (select from rekindle.recipients r where r.user_id = learner)
         or exists (select from rekindle.suppressions s where s.user_id = learner)
         or exists (select from rekindle.consents k where k.user_id = learner)
         or exists (select from lms.people p where p.user_id = learner), e.erased_at
    from (select max(a.at) as erased_at from rekindle.audit_entries a
           where a.subject = 'learner ' || learner and a.route = 'DELETE /api/learners/{user_id}' and a.status = 200) e
$$;
revoke execute on function rekindle.proof_subject from public;
