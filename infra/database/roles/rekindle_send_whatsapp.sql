-- send-whatsapp: what every sender may, on its channel, and what stands between a text and its provider.
select rekindle.make_role('rekindle_send_whatsapp', member_of => 'rekindle_sender');
grant select on rekindle.whatsapp_templates to rekindle_send_whatsapp;
