-- When the learner watched the recording, or registered for another session after this one had ended.
select min(g.at) as reached_at
  from (select v.viewed_at as at
          from lms.recording_views v
         where v.session_id = subject and v.user_id = learner and v.viewed_at <= as_of
        union all
        select r.registered_at
          from lms.session_registrations r join lms.sessions s on s.session_id = subject
         where r.user_id = learner and r.session_id <> subject and r.registered_at > s.ends_at and r.registered_at <= as_of
           and (r.cancelled_at is null or r.cancelled_at > as_of)) g
having min(g.at) is not null
