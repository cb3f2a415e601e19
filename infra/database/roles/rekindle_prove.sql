-- `local-runner prove`: what is kept of one person as evidence comes through two doors, and who asked is noted. No table is
-- open to it.
select rekindle.make_role('rekindle_prove', '{"statement_timeout": "1h"}');
grant execute on function rekindle.proof_subject, rekindle.proof_rows to rekindle_prove;
grant insert on rekindle.audit_entries to rekindle_prove;
