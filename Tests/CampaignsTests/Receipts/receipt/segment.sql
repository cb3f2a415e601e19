select o.user_id, o.order_id as subject_id, null::timestamptz as last_activity_at from lms.orders o
