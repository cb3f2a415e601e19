public import Domain

/// What each campaign reaches, beside what it is meant to reach (REQ-0-78 to REQ-0-85, REQ-0-92).
///
/// Rates of messages are of those that a provider accepted today and in the 29 days before; where nothing at all was reported about a
/// channel, its provider does not tell, and the rate is null. What is of episodes was counted by the last roll-up. Completion is of the episodes that had their first message 21 to 51
/// days ago; the days to completion are from the first message, over episodes completed in the last 90 days.
public struct CampaignMeasures: Statement {
  public struct Row: Sendable {
    public let slug: String
    public let title: String
    /// `delivered`, `opened`, `clicked`, `unsubscribed`, `completed_21_days` or `days_to_completion`.
    public let measure: String
    /// nil for what is measured over all channels.
    public let channel: Channel?
    /// Percent, or days; nil where there is nothing to measure it by.
    public let value: Double?
    /// What the value is of: messages or episodes.
    public let base: Int
  }

  public static let sql = """
    with messages as (
      select t.campaign_id, t.channel, sum(t.sent) as sent, sum(t.delivered) as delivered, sum(t.opened) as opened,
             sum(t.clicked) as clicked
        from rekindle.deployment z
       cross join rekindle.message_totals(($1::timestamptz at time zone z.time_zone)::date - 29, $1) t
       where t.sent > 0 group by t.campaign_id, t.channel),
    measured as (
      select m.campaign_id, v.place, v.measure, m.channel, v.base::bigint as base,
             case when m.delivered > 0 then round(100.0 * v.figure / nullif(v.base, 0), 2) end as value
        from messages m cross join lateral (values (1, 'delivered', m.delivered, m.sent), (2, 'opened', m.opened, m.delivered),
          (3, 'clicked', m.clicked, m.delivered)) v(place, measure, figure, base)
       where v.measure <> 'opened' or rekindle.measures_opens(m.channel::rekindle.channel)
      union all
      select e.campaign_id, v.place, v.measure, null, v.base, v.value
        from rekindle.episode_measures e cross join lateral (values
          (4, 'unsubscribed', e.reminded, round(100.0 * e.unsubscribed / nullif(e.reminded, 0), 2)),
          (5, 'completed_21_days', e.settled, round(100.0 * e.completed / nullif(e.settled, 0), 2)),
          (6, 'days_to_completion', e.done, round(e.days, 1))) v(place, measure, base, value))
    select c.slug, c.title, m.measure, m.channel, m.value::float8 as value, m.base
      from measured m join rekindle.campaigns c on c.id = m.campaign_id
     order by c.title, c.slug, m.place, m.channel
    """
  public static let columns = ["slug", "title", "measure", "channel", "value", "base"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    let channel = try cells.optionalText(3)
    return Row(
      slug: try cells.text(0), title: try cells.text(1), measure: try cells.text(2),
      channel: try channel.map { (name) throws(StoreError) in try cells.channel(3) },
      value: try cells.optionalDouble(4), base: try cells.int(5))
  }
}
