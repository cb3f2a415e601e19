-- campaign-admin: one door for each thing that an administrator may do.
select rekindle.make_role('rekindle_admin');
grant execute on function rekindle.lift_cause, rekindle.record_consent to rekindle_admin;
