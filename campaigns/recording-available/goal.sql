-- When the learner watched the recording.
select v.viewed_at as reached_at
  from lms.recording_views v
 where v.session_id = subject and v.user_id = learner and v.viewed_at <= as_of
