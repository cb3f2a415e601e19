-- Who earned a certificate and neither downloaded nor looked at it: issued at least `least_days` and at most `most_days`
-- calendar days ago where the learner lives, and still to be had.
select t.user_id, t.certificate_id as subject_id, null::timestamptz as last_activity_at
  from lms.certificates t
  join rekindle.active_people(as_of, -most_days, -least_days) learner
    on learner.user_id = t.user_id and t.issued_at >= learner.starts_at and t.issued_at < learner.ends_at
 where t.issued_at <= as_of and t.issued_at >= as_of - make_interval(days => most_days + 2)
   and (t.revoked_at is null or t.revoked_at > as_of) and (t.expires_at is null or t.expires_at > as_of)
   and not exists (
     select from lms.certificate_downloads d
      where d.certificate_id = t.certificate_id and least(d.downloaded_at, d.viewed_at) <= as_of)
