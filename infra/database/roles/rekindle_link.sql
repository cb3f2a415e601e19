-- follow-link: one door for a click, one for an open.
select rekindle.make_role('rekindle_link');
grant execute on function rekindle.follow_link, rekindle.record_open to rekindle_link;
