-- What the messages know about one place in a class; no row where it is not sure any more, or nobody has told what the class is called.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       nullif(btrim(e.child_name), '') as child_name,
       nullif(btrim(e.child_name), '') is not null as has_child,
       named.class_name,
       named.class_name as subject_name,
       rekindle.moment_text(c.starts_at, zone.name, l.locale) as starts_at,
       coalesce(c.starts_at > as_of, false) as has_start,
       nullif(btrim(c.schedule), '') as schedule,
       nullif(btrim(c.place), '') as place,
       coalesce(o.number, o.order_id::text) as order_number,
       o.order_id is not null as has_order,
       link.url as class_link,
       link.url is not null as has_link
  from lms.people p
 cross join lateral (select rekindle.locale(language, p.locale) as locale) l
  join rekindle.places e on e.enrolment_id = subject and e.user_id = p.user_id and e.confirmed_at <= as_of
  left join lms.classes c on c.class_id = e.class_id
  left join lms.orders o on o.order_id = e.order_id
 cross join lateral (
    select coalesce(c.name, (select min(i.class_name) from lms.order_items i
                              where i.order_id = e.order_id and i.class_id = e.class_id)) as class_name) named
 cross join lateral (select nullif(btrim(coalesce(c.url, rekindle.link('class', e.class_id::text))), '') as url) link
 cross join lateral rekindle.zone_or_utc(p.time_zone) zone
 where p.user_id = learner and named.class_name is not null and (e.cancelled_at is null or e.cancelled_at > as_of)
