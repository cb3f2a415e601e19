-- calendar-replies: hands over what calendars answer; sees nothing.
select rekindle.make_role('rekindle_replies');
grant execute on function rekindle.take_meeting_answers, rekindle.count_anomalies to rekindle_replies;
