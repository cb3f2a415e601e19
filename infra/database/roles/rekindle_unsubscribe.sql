-- unsubscribe: acts for the learner of one delivery; sees nothing else.
select rekindle.make_role('rekindle_unsubscribe');
grant execute on function rekindle.opt_out_subject, rekindle.subject_name, rekindle.opt_out, rekindle.preferences, rekindle.opt_in,
  rekindle.explain_opt_out, rekindle.channels_in_use, rekindle.agreed_channels, rekindle.agree_on_page,
  rekindle.learner_page, rekindle.set_wishes
  to rekindle_unsubscribe;
