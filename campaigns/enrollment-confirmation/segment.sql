-- Whose place in a class is sure since less than `within`; what is cancelled is not confirmed. Only places about which something was
-- told in that time are looked at.
select e.user_id, e.enrolment_id as subject_id, null::timestamptz as last_activity_at
  from rekindle.places e
 where e.confirmed_at <= as_of and e.confirmed_at > as_of - within and (e.cancelled_at is null or e.cancelled_at > as_of)
   and (e.enrolment_id in (select c.enrolment_id from lms.class_enrolments c where c.confirmed_at > as_of - within)
        or e.order_id in (
          select r.order_id from rekindle.order_payments r where r.paid_at > as_of - within
          union all
          select i.order_id from lms.instalments i where i.paid_at > as_of - within
          union all
          select o.order_id from lms.orders o where o.ordered_at > as_of - within))
