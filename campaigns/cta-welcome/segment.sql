-- Of each approved request whose account was made within a week: the new student, and who approved it.
select p.user_id, o.approval_id as subject_id, null::timestamptz as last_activity_at
  from rekindle.onboardings o
 cross join lateral (select o.user_id union select o.admin_id) p
  join lms.users u on u.user_id = p.user_id and u.is_active
 where o.account_at <= as_of and o.account_at > as_of - interval '7 days'
