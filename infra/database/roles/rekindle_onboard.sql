-- onboard: asks the host for accounts and hands on the hashes of passwords; knows requests by their names, and nobody's address.
select rekindle.make_role('rekindle_onboard');
grant execute on function rekindle.ask_for_accounts, rekindle.tell_passwords, rekindle.welcome, rekindle.keep_password
  to rekindle_onboard;
