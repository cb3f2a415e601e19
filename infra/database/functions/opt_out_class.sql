-- As what a message is bound by what people said no to: an answer knows neither caps nor quiet hours, and yet nobody is answered
-- after a no. What corrects an invitation is owed to whoever has it in the calendar, as its class says.
create or replace function rekindle.opt_out_class(class text, answers text) returns text
language sql immutable parallel safe
return case when answers is null or starts_with(answers, 'meeting:') then class else 'reminder' end;
