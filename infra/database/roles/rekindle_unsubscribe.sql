-- unsubscribe: acts for the learner of one delivery; sees nothing else. What is known about them it gets for a delivery that was sent
-- with a link to it, within the hour.
select rekindle.make_role('rekindle_unsubscribe');
grant execute on function rekindle.opt_out_subject, rekindle.subject_name, rekindle.opt_out, rekindle.preferences, rekindle.opt_in,
  rekindle.explain_opt_out, rekindle.channels_in_use, rekindle.agreed_channels, rekindle.agree_on_page,
  rekindle.learner_page, rekindle.set_wishes, rekindle.data_state, rekindle.ask_for_data,
  rekindle.held_data, rekindle.take_copy, rekindle.erase_by_link
  to rekindle_unsubscribe;
