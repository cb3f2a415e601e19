-- What everything reads of the host platform: views over the tables of a stand-alone install. A platform in the same database
-- puts its own in their place with `create or replace view`, the same columns in the same order, and keeps them: only what is
-- missing is made here.
do $$
declare
  name text;
begin
  foreach name in array array['users', 'courses', 'course_enrolments', 'user_activities', 'user_course_progress', 'leads',
    'guardians', 'other_addresses', 'profiles', 'course_details', 'course_modules', 'module_completions', 'course_access',
    'sessions', 'session_registrations', 'session_attendance', 'recordings', 'recording_sections', 'recording_views',
    'certificates', 'certificate_downloads', 'aida_uses', 'agents', 'agent_uses', 'trials', 'course_figures', 'session_figures',
    'agent_figures', 'testimonials', 'session_details', 'assignments', 'assignment_dates', 'submissions', 'payments', 'groups', 'group_members',
    'meetings', 'meeting_plans', 'lessons', 'lesson_completions', 'trial_lessons', 'signups', 'imported_leads', 'cta_submissions',
    'group_schedules', 'links', 'lead_batches', 'lead_batch_members', 'classes', 'orders', 'order_items', 'class_enrolments',
    'instalments', 'payment_details', 'refunds']
  loop
    if to_regclass('lms.' || name) is null then
      execute format('create view lms.%1$I as select * from lms_data.%1$I', name);
    end if;
  end loop;
end
$$;

-- Everybody who can be written to, in one space of ids: a group is written to as a whole, in its channel.
create or replace view lms.people as
select u.user_id, 'user'::text as kind, u.first_name, u.last_name, u.title, u.timezone as time_zone, u.locale, u.region,
  u.is_active from lms.users u
union all
select l.user_id, 'lead', l.first_name, l.last_name, l.title, l.timezone, l.locale, l.region, l.is_active from lms.leads l
union all
select g.user_id, 'guardian', g.first_name, g.last_name, g.title, g.timezone, g.locale, g.region, g.is_active
  from lms.guardians g
union all
select rekindle.group_recipient(g.group_id), 'group', g.name, null, null, null, null, null, true from lms.groups g;

-- Where everybody can be written to, in the form in which messages are addressed: at most one address of a kind for each person.
create or replace view lms.addresses as
select u.user_id, 'email'::text as address_kind, rekindle.email_address(u.email) as address from lms.users u where btrim(u.email) <> ''
union all
select u.user_id, 'phone', rekindle.phone_number(u.phone_number, u.region) from lms.users u where btrim(u.phone_number) <> ''
union all
select l.user_id, 'email', rekindle.email_address(l.email) from lms.leads l where btrim(l.email) <> ''
union all
select l.user_id, 'phone', rekindle.phone_number(l.phone_number, l.region) from lms.leads l where btrim(l.phone_number) <> ''
union all
select g.user_id, 'email', rekindle.email_address(g.email) from lms.guardians g where btrim(g.email) <> ''
union all
select g.user_id, 'phone', rekindle.phone_number(g.phone_number, g.region) from lms.guardians g where btrim(g.phone_number) <> ''
union all
select o.user_id, o.address_kind,
  case o.address_kind when 'discord' then rekindle.discord_address(o.address) else btrim(o.address) end
  from lms.other_addresses o where btrim(o.address) <> ''
union all
select rekindle.group_recipient(g.group_id), 'discord', rekindle.discord_address(rekindle.discord_channel(g.discord_channel_id))
  from lms.groups g where btrim(g.discord_channel_id) <> '';
