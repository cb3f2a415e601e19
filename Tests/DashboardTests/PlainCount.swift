/// The figures of reports counted plainly over the whole ledger, as JSON texts, each row as its columns in their order.
enum PlainCount {
  /// Of `DeliveryStatistics` for ninety days.
  static let messages = """
    select json_build_array(day, channel, sent, presumed, delivered, case when channel <> 'sms' then opened end, clicked, failed)::text
      from (
        select day, channel, sum(sent) as sent, sum(presumed) as presumed, sum(delivered) as delivered, sum(opened) as opened,
               sum(clicked) as clicked, sum(failed) as failed
          from (
            select (d.sent_at at time zone z.time_zone)::date as day, d.channel::text, (d.status = 'sent')::int as sent,
                   (d.status = 'presumed_sent')::int as presumed,
                   (coalesce(d.delivered_at, d.opened_at, d.clicked_at) is not null)::int as delivered,
                   (coalesce(d.opened_at, d.clicked_at) is not null)::int as opened, (d.clicked_at is not null)::int as clicked,
                   (coalesce(d.bounced_at, d.dropped_at) is not null)::int as failed
              from rekindle.message_deliveries d cross join rekindle.deployment z where d.status in ('sent', 'presumed_sent')
            union all
            select (d.scheduled_at at time zone z.time_zone)::date, d.channel::text, 0, 0, 0, 0, 0, 1
              from rekindle.message_deliveries d cross join rekindle.deployment z where d.status = 'failed') f
         group by 1, 2) n
     where day > (timestamptz '\(Ledger.now)' at time zone (select z.time_zone from rekindle.deployment z))::date - 90
     order by day desc, channel
    """

  /// Of `CampaignFigures`.
  static let campaigns = """
    select json_build_array(c.slug, e.enrolled, e.active, e.completed, e.unsubscribed, m.sent, m.presumed, m.delivered, m.opened,
                            m.clicked, m.failed, m.skipped, m.cost)::text
      from rekindle.campaigns c
     cross join lateral (
       select count(*) as enrolled, count(*) filter (where e.status = 'active') as active,
              count(*) filter (where e.status = 'completed') as completed,
              count(*) filter (where e.status = 'unsubscribed') as unsubscribed
         from rekindle.campaign_enrollments e where e.campaign_id = c.id) e
     cross join lateral (
       select count(*) filter (where d.status = 'sent') as sent, count(*) filter (where d.status = 'presumed_sent') as presumed,
              count(*) filter (where coalesce(d.delivered_at, d.opened_at, d.clicked_at) is not null) as delivered,
              count(*) filter (where coalesce(d.opened_at, d.clicked_at) is not null and d.channel <> 'sms') as opened,
              count(d.clicked_at) as clicked,
              count(*) filter (where d.status = 'failed' or coalesce(d.bounced_at, d.dropped_at) is not null) as failed,
              count(*) filter (where d.status = 'skipped') as skipped, sum(d.cost) filter (where d.status in ('sent', 'presumed_sent'))::float8 as cost
         from rekindle.message_deliveries d where d.campaign_id = c.id) m
     order by c.title, c.slug
    """

  /// Of `CourseReminderOverview`.
  static let overview = """
    \(sent)
    select json_build_array(count(*) filter (where e.status = 'active'), count(*) filter (where e.status = 'completed'),
             count(*) filter (where e.status = 'unsubscribed'), round(avg(coalesce(p.completion_percentage, 0)), 2)::float8,
             (select count(*) from sent s where s.channel = 'email' and s.status = 'sent'),
             (select count(*) from sent s where s.channel = 'sms' and s.status = 'sent'),
             (select count(*) from sent s where s.status = 'presumed_sent'))::text
      from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id and c.subject_type = 'course'
      left join lms.user_course_progress p on p.user_id = e.user_id and p.course_id = e.subject_id
    """

  /// Of `TopCourses` for fifty courses.
  static let courses = """
    \(sent)
    select json_build_array(e.subject_id, count(*) filter (where e.status = 'active'),
             round(avg(coalesce(p.completion_percentage, 0)), 2)::float8,
             (select count(*) from sent s where s.subject_id = e.subject_id and s.channel = 'email' and s.status = 'sent'),
             (select count(*) from sent s where s.subject_id = e.subject_id and s.channel = 'sms' and s.status = 'sent'),
             (select count(*) from sent s where s.subject_id = e.subject_id and s.status = 'presumed_sent'))::text
      from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id and c.subject_type = 'course'
      left join lms.user_course_progress p on p.user_id = e.user_id and p.course_id = e.subject_id
     group by e.subject_id order by count(*) filter (where e.status = 'active') desc, e.subject_id
    """

  /// Of the metric `enrollments`: the campaign's name, the status, how many.
  static let enrolments = """
    select json_build_array(c.slug, e.status, count(*))::text
      from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id group by c.slug, e.status
     order by c.slug, e.status
    """

  /// Of `CourseRemindersByStage`.
  static let stages = """
    select json_build_array(s.stage, count(*), round(avg(s.completion), 2)::float8, sum(s.email), sum(s.sms), sum(s.presumed))::text
      from (
        select rekindle.stage(count(d.id) filter (where d.channel = 'email' and d.status in ('sent', 'presumed_sent'))) as stage,
               max(coalesce(p.completion_percentage, 0)) as completion,
               count(d.id) filter (where d.channel = 'email' and d.status = 'sent') as email,
               count(d.id) filter (where d.channel = 'sms' and d.status = 'sent') as sms,
               count(d.id) filter (where d.status = 'presumed_sent') as presumed
          from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id and c.subject_type = 'course'
          left join lms.user_course_progress p on p.user_id = e.user_id and p.course_id = e.subject_id
          left join rekindle.message_deliveries d on d.enrollment_id = e.id
         where e.status = 'active' group by e.id) s
     group by s.stage order by s.stage
    """

  /// Of `PlannedLooks`, where all are planned for one moment.
  static let planned = """
    select json_build_array((e.next_due_at at time zone z.time_zone)::date, c.slug, count(*))::text
      from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id cross join rekindle.deployment z
     where e.status = 'active' and not e.is_holdout group by c.slug, (e.next_due_at at time zone z.time_zone)::date
     order by (e.next_due_at at time zone z.time_zone)::date, c.slug
    """

  private static let sent = """
    with sent as materialized (
      select d.subject_id, d.channel, d.status from rekindle.message_deliveries d
        join rekindle.campaigns c on c.id = d.campaign_id and c.subject_type = 'course'
       where d.status in ('sent', 'presumed_sent'))
    """
}
