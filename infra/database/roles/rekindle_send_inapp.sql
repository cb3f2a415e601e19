-- send-inapp: what every sender may, to users' own accounts, and a door to the notices.
select rekindle.make_role('rekindle_send_inapp', member_of => 'rekindle_sender');
grant execute on function rekindle.read_accounts, rekindle.insert_notices to rekindle_send_inapp;
