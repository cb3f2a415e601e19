-- ingest: hands over what hosts tell, and reads back what was kept of it; sees nothing else.
select rekindle.make_role('rekindle_ingest');
grant execute on function rekindle.take_host_events, rekindle.keep_host_events, rekindle.kept_host_events, rekindle.who_hears,
  rekindle.host_names, rekindle.void_host_events, rekindle.count_anomalies,
  rekindle.payment_names to rekindle_ingest;
