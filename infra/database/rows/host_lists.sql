-- Rows that come as a list inside an event about another row: the member that has them, and their table, whose `position`
-- counts them from 1.
insert into rekindle.host_lists (table_name, member, list_table) values ('orders', 'items', 'order_items')
on conflict (table_name, member) do update set list_table = excluded.list_table;
