-- send-email: what every sender may, on its channel.
select rekindle.make_role('rekindle_send_email', member_of => 'rekindle_sender');
