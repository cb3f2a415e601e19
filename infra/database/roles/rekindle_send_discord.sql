-- send-discord: what every sender may, on its channel, and what its provider has said about limits and open channels.
select rekindle.make_role('rekindle_send_discord', member_of => 'rekindle_sender');
grant select on rekindle.provider_rooms to rekindle_send_discord;
grant insert, update on rekindle.rate_pauses to rekindle_send_discord;
grant execute on function rekindle.read_rooms, rekindle.keep_rooms to rekindle_send_discord;
