-- Who has placed an order since less than `within`. An order whose figures disagree is held back until they agree.
select o.user_id, o.order_id as subject_id, null::timestamptz as last_activity_at
  from lms.orders o
 where o.ordered_at <= as_of and o.ordered_at > as_of - within and (o.cancelled_at is null or o.cancelled_at > as_of)
   and exists (select from lms.order_items i where i.order_id = o.order_id)
   and not rekindle.order_disagrees(o.order_id)
