-- What the platform tells that cannot be right or that leaves somebody out, each kind with how many rows of how many, and
-- examples: ids, and the names of zones. For `import` and `doctor`, which read everything; no handler asks it.
create or replace view rekindle.data_faults as
with people as (
  select p.user_id, p.is_active, p.time_zone, z.is_known, e.address as email, t.address as phone
    from lms.people p
    left join rekindle.time_zones z on z.name = rekindle.zone_name(p.time_zone)
    left join lms.addresses e on e.user_id = p.user_id and e.address_kind = 'email'
    left join lms.addresses t on t.user_id = p.user_id and t.address_kind = 'phone'
   where p.kind <> 'group'),
everybody as (select count(*) as n from people),
mailboxes as (
  select p.email, p.user_id, count(*) over (partition by lower(p.email)) as learners from people p where p.email is not null),
enrolments as (
  select e.user_id, e.course_id, e.enrolled_at, e.unenrolled_at, count(*) over (partition by e.user_id, e.course_id) as times
    from lms.course_enrolments e),
progress as (
  select p.user_id, p.course_id, p.completion_percentage, p.last_accessed_at, p.completed_at,
         count(*) over (partition by p.user_id, p.course_id) as times
    from lms.user_course_progress p),
found (place, rule, n, total, examples) as (
  select 1, 'learners have no account that is active', count(*), min(o.n), (array_agg(p.user_id::text order by p.user_id))[:3]
    from people p cross join everybody o where not p.is_active
  union all
  select 2, 'learners have a time zone that nobody knows', count(*), min(o.n), (array_agg(distinct p.time_zone))[:3]
    from people p cross join everybody o where btrim(p.time_zone) <> '' and p.is_known is not true
  union all
  select 3, 'learners have no address at all', count(*), min(o.n), (array_agg(p.user_id::text order by p.user_id))[:3]
    from people p cross join everybody o where p.email is null and p.phone is null
  union all
  select 4, 'learners have an email address that cannot be written to', count(*), min(o.n),
         (array_agg(p.user_id::text order by p.user_id))[:3]
    from people p cross join everybody o
   where p.email !~ '^[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&''*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z-][A-Za-z0-9-]*$'
      or length(p.email) > 254
  union all
  select 5, 'learners have a telephone number that is no international one, and no country (region) that explains it', count(*),
         min(o.n), (array_agg(p.user_id::text order by p.user_id))[:3]
    from people p cross join everybody o where p.phone !~ '^\+[1-9][0-9]{6,14}$'
  union all
  select 6, 'learners share a mailbox with another one', count(*), min(o.n), (array_agg(m.user_id::text order by lower(m.email), m.user_id))[:4]
    from mailboxes m cross join everybody o where m.learners > 1
  union all
  select 7, 'courses end before they start', count(*), (select count(*) from lms.courses), (array_agg(c.course_id::text order by c.course_id))[:3]
    from lms.courses c where c.ends_on < c.starts_on
  union all
  select 8, 'courses have a link that does not begin with https://', count(*), (select count(*) from lms.courses),
         (array_agg(c.course_id::text order by c.course_id))[:3]
    from lms.courses c where btrim(c.url) <> '' and c.url !~* '^\s*https://'
  union all
  select 9, 'enrolments are of the year 1970, which is how some platforms write that there is no date', count(*),
         (select count(*) from enrolments), (array_agg(e.user_id || '/' || e.course_id))[:3]
    from enrolments e where e.enrolled_at < timestamptz '1971-01-01' or e.unenrolled_at < timestamptz '1971-01-01'
  union all
  select 10, 'enrolments end before they begin: the learner counts as one who came back', count(*), (select count(*) from enrolments),
         (array_agg(e.user_id || '/' || e.course_id))[:3]
    from enrolments e where e.unenrolled_at < e.enrolled_at
  union all
  select 11, 'rows are of a learner and a course that have another one among the enrolments', count(*), (select count(*) from enrolments),
         (array_agg(distinct e.user_id || '/' || e.course_id))[:3]
    from enrolments e where e.times > 1
  union all
  select 12, 'rows are of a learner and a course that have another one in the progress', count(*), (select count(*) from progress),
         (array_agg(distinct p.user_id || '/' || p.course_id))[:3]
    from progress p where p.times > 1
  union all
  select 13, 'rows of progress are of the year 1970', count(*), (select count(*) from progress), (array_agg(p.user_id || '/' || p.course_id))[:3]
    from progress p where p.last_accessed_at < timestamptz '1971-01-01' or p.completed_at < timestamptz '1971-01-01'
  union all
  select 14, 'rows of progress are outside 0 to 100 percent', count(*), (select count(*) from progress),
         (array_agg(p.user_id || '/' || p.course_id))[:3]
    from progress p where p.completion_percentage not between 0 and 100
  union all
  select 15, 'activities are of the year 1970', count(*), (select count(*) from lms.user_activities),
         (array_agg(distinct a.user_id || '/' || a.course_id))[:3]
    from lms.user_activities a where a.activity_date < timestamptz '1971-01-01'
  union all
  select 16, 'learners with activities are not among the users', count(*), (select count(distinct user_id) from lms.user_activities),
         (array_agg(a.user_id::text order by a.user_id))[:3]
    from (select distinct user_id from lms.user_activities) a where not exists (select from lms.users u where u.user_id = a.user_id)
  union all
  select 17, 'courses with activities are not among the courses', count(*), (select count(distinct course_id) from lms.user_activities),
         (array_agg(a.course_id::text order by a.course_id))[:3]
    from (select distinct course_id from lms.user_activities) a
   where not exists (select from lms.courses c where c.course_id = a.course_id)
  union all
  select 18, 'enrolments are of a learner who is not among the users', count(*), (select count(*) from enrolments),
         (array_agg(e.user_id || '/' || e.course_id order by e.user_id, e.course_id))[:3]
    from enrolments e where not exists (select from lms.users u where u.user_id = e.user_id)
  union all
  select 19, 'enrolments are in a course that is not among the courses', count(*), (select count(*) from enrolments),
         (array_agg(e.user_id || '/' || e.course_id order by e.user_id, e.course_id))[:3]
    from enrolments e where not exists (select from lms.courses c where c.course_id = e.course_id)
  union all
  select 20, 'users have a number below 1, which leads and guardians have', count(*), (select count(*) from lms.users),
         (array_agg(u.user_id::text order by u.user_id))[:3]
    from lms.users u where u.user_id < 1
  union all
  select 21, 'addresses on Discord are neither an account''s id of 16 to 20 digits nor a channel''s behind a #', count(*),
         (select count(*) from lms.addresses a where a.address_kind = 'discord'), (array_agg(a.user_id::text order by a.user_id))[:3]
    from lms.addresses a where a.address_kind = 'discord' and a.address !~ '^#?[1-9][0-9]{15,19}$'
  union all
  select 22, 'orders have lines, a discount, a tax and a total that do not agree: no receipt is sent', count(*),
         (select count(*) from lms.orders), (array_agg(f.number order by f.order_id))[:3]
    from rekindle.order_faults f
  union all
  select 23, 'orders are paid in instalments that do not come to their total', count(*), (select count(*) from lms.orders),
         (array_agg(o.number order by o.order_id))[:3]
    from (select coalesce(o.number, o.order_id::text) as number, o.order_id
            from lms.orders o join lms.instalments i on i.order_id = o.order_id
           where o.cancelled_at is null and i.cancelled_at is null
           group by o.order_id, o.number, o.total having sum(i.amount) <> o.total) o
  union all
  select 24, 'lines of orders are of a class that is not among the classes', count(*), (select count(*) from lms.order_items),
         (array_agg(i.order_id || '/' || i.position order by i.order_id, i.position))[:3]
    from lms.order_items i
   where i.class_id is not null and not exists (select from lms.classes c where c.class_id = i.class_id)
  union all
  select 25, 'places are in a class that is not among the classes', count(*), (select count(*) from lms.class_enrolments),
         (array_agg(e.enrolment_id::text order by e.enrolment_id))[:3]
    from lms.class_enrolments e where not exists (select from lms.classes c where c.class_id = e.class_id)
  union all
  select 26, 'instalments are of an order that is not among the orders', count(*), (select count(*) from lms.instalments),
         (array_agg(i.instalment_id::text order by i.instalment_id))[:3]
    from lms.instalments i where not exists (select from lms.orders o where o.order_id = i.order_id)
  union all
  select 27, 'payments are below zero or have more decimals than their currency', count(*), (select count(*) from lms.payments),
         (array_agg(y.payment_id::text order by y.payment_id))[:3]
    from lms.payments y where y.amount < 0 or scale(trim_scale(y.amount)) > rekindle.minor_digits(y.currency)
)
select place, rule, n, total, examples from found where n > 0;
