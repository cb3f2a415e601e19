-- send-worklist: what every sender may, to people who can be reached by a person, and a door to the list.
select rekindle.make_role('rekindle_send_worklist', member_of => 'rekindle_sender');
grant execute on function rekindle.read_worklist_people, rekindle.insert_worklist_items to rekindle_send_worklist;
