-- Detection ran last night, so that nothing calls for anybody.
insert into rekindle.job_execution_logs (job, status, invocation, started_at, finished_at)
values ('detect', 'succeeded', 'sample', '2026-11-19T20:30:00Z', '2026-11-19T20:31:00Z');
