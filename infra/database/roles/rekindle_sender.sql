-- What every sender may: claim and record; addresses only through a delivery on its way on a channel of its own
-- (rekindle.sender_channels). Never whose a message is, or on which channel: with that it could ask for anybody's address.
grant usage on schema rekindle to rekindle_sender;
grant select on rekindle.campaigns, rekindle.campaign_versions, rekindle.campaign_enrollments, rekindle.recipients,
  rekindle.suppressions, rekindle.message_deliveries, rekindle.delivery_attempts, rekindle.deployment, rekindle.time_zones,
  rekindle.reach, rekindle.contacts, rekindle.rate_limits, rekindle.rate_pauses,
  rekindle.provider_breakers to rekindle_sender;
grant select (id, about) on rekindle.notification_jobs to rekindle_sender;
grant update (opt_outs) on rekindle.recipients to rekindle_sender;
grant update (status, reason, reason_detail, template_hash, address_hash, provider, provider_message_id, attempt, lease_token, lease_until,
  not_before, attention_at, unknown_at, sent_at, units) on rekindle.message_deliveries to rekindle_sender;
grant select, insert, update on rekindle.invitations to rekindle_sender;
grant select (uid, user_id, occurrence, sequence, answer) on rekindle.meeting_answers to rekindle_sender;
grant insert, update on rekindle.delivery_attempts, rekindle.provider_breakers to rekindle_sender;
grant insert on rekindle.tracked_links, rekindle.anomalies to rekindle_sender;
grant select on rekindle.anomalies to rekindle_sender;   -- what is known already is not noted again
grant select (code) on rekindle.tracked_links to rekindle_sender;
grant update (tokens, refilled_at) on rekindle.rate_limits to rekindle_sender;
grant select, update (status, detail, finished_at, body, context, address) on rekindle.own_test_sends to rekindle_sender;
grant execute on function rekindle.campaign_goals_reached, rekindle.campaign_state, rekindle.has_moved, rekindle.campaign_context, rekindle.refuse_address, rekindle.refuse_template,
  rekindle.read_contacts, rekindle.claim_deliveries, rekindle.claim_letters, rekindle.letter_parts, rekindle.record_outcomes, rekindle.conversation_open to rekindle_sender;
grant execute on function rekindle.forget_lost_zones to rekindle_sender;
grant select on rekindle.wishes to rekindle_sender;
