-- Whether the platform has granted a trial of the agents that still runs.
select exists (
    select from lms.trials t
     where t.user_id = learner and t.product = 'agents' and t.granted_at <= as_of and t.expires_at > as_of) as has_trial
