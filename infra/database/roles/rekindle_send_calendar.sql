-- send-calendar: what every sender may, on its channel.
select rekindle.make_role('rekindle_send_calendar', member_of => 'rekindle_sender');
