-- send-sms: what every sender may, on its channel.
select rekindle.make_role('rekindle_send_sms', member_of => 'rekindle_sender');
