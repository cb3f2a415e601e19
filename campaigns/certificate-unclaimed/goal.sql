-- When the learner downloaded the certificate.
select d.downloaded_at as reached_at
  from lms.certificate_downloads d
  join lms.certificates t on t.certificate_id = d.certificate_id and t.user_id = learner
 where d.certificate_id = subject and d.downloaded_at <= as_of
