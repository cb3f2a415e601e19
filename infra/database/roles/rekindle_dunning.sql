-- dunning: asks the host about debts; knows them by their numbers, and nobody's address.
select rekindle.make_role('rekindle_dunning');
grant execute on function rekindle.ask_for_retries, rekindle.ask_for_handovers to rekindle_dunning;
grant select, insert, update on rekindle.job_execution_logs to rekindle_dunning;   -- every timed run is logged
grant execute on function rekindle.forget_lost_zones to rekindle_dunning;
