public import Domain

/// Writes the roll-up of full local days before today, and returns how many rows that made.
///
/// Messages count on the day they were sent, with everything reported about them since; a later fact implies the earlier
/// ones, so the funnel never widens. Failed and skipped ones count on the day they were planned. A row is about one
/// text of one step of one version of a campaign on one channel: who asks for less sums. Entries and ends of episodes
/// belong to no step and stand in the row of the channel `all`, each under all variants that its learner has. A cost is null where nothing had a price. Days are the deployment zone's. What belongs to no campaign that
/// there is, or to no day, counts nowhere and stops nothing.
public struct RollUpAnalytics: Statement {
  public static let sql = """
    insert into rekindle.campaign_analytics
      (day, campaign_id, version, step, channel, template, variant, enrolled, sent, presumed, delivered, opened, clicked, bounced,
       lost, complained, failed, skipped, unsubscribed, completed, cost, computed_at)
    with span as materialized (
      select z.zone, (z.today - $2::int)::timestamp at time zone z.zone as since,
             (z.today - $3::int)::timestamp at time zone z.zone as until
        from (select d.time_zone as zone, ($1::timestamptz at time zone d.time_zone)::date as today from rekindle.deployment d) z),
    counts as (
      select f.day, f.campaign_id, f.version, f.step, f.channel, f.template, f.variant, 0 as enrolled, f.sent, f.presumed, f.delivered,
             f.opened, f.clicked, f.bounced, f.lost, f.complained, f.failed, f.skipped, 0 as unsubscribed, 0 as completed, f.cost
        from span s cross join rekindle.message_facts(s.since, s.until) f
      union all
      select (e.enrolled_at at time zone s.zone)::date, e.campaign_id, e.version, null, 'all', '', rekindle.variants_in_words(e.variants),
             1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null
        from span s join rekindle.campaign_enrollments e on e.enrolled_at >= s.since and e.enrolled_at < s.until
       where not rekindle.is_request(e.subject_id)
      union all
      select (e.ended_at at time zone s.zone)::date, e.campaign_id, e.version, null, 'all', '', rekindle.variants_in_words(e.variants),
             0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (e.status = 'unsubscribed')::int, (e.status = 'completed')::int, null
        from span s join rekindle.campaign_enrollments e on e.ended_at >= s.since and e.ended_at < s.until
       where e.status in ('unsubscribed', 'completed')),
    sums as (
      select day, campaign_id, version, step, channel, template, variant, sum(enrolled) as enrolled, sum(sent) as sent, sum(presumed) as presumed,
             sum(delivered) as delivered, sum(opened) as opened, sum(clicked) as clicked, sum(bounced) as bounced,
             sum(lost) as lost, sum(complained) as complained, sum(failed) as failed, sum(skipped) as skipped,
             sum(unsubscribed) as unsubscribed, sum(completed) as completed, sum(cost) as cost
        from counts group by day, campaign_id, version, step, channel, template, variant)
    select n.day, n.campaign_id, n.version, s.id, n.channel, n.template, n.variant, sum(n.enrolled), sum(n.sent),
           sum(n.presumed), sum(n.delivered), sum(n.opened), sum(n.clicked), sum(n.bounced), sum(n.lost), sum(n.complained), sum(n.failed), sum(n.skipped),
           sum(n.unsubscribed), sum(n.completed), sum(n.cost), $1
      from sums n join rekindle.campaigns c on c.id = n.campaign_id
      left join rekindle.campaign_versions v on v.campaign_id = n.campaign_id and v.version = n.version
     cross join lateral (select coalesce(rekindle.step_id(v.definition, n.step), n.step::text, '') as id) s
     group by n.day, n.campaign_id, n.version, s.id, n.channel, n.template, n.variant
    """

  public var now: Instant
  public var days: DaysBefore

  public init(now: Instant, days: DaysBefore) {
    self.now = now
    self.days = days
  }

  public var binds: [Bind] { [.instant(now), .int(days.first), .int(days.end)] }
}
