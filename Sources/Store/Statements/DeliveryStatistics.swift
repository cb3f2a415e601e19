public import Domain

/// What became of messages, by local day and channel, newest day first (REQ-0-74).
///
/// Messages count by facts, on the day they were sent: a click implies that the message was opened and delivered.
/// A message that was refused counts as failed on the day it was scheduled, one that bounced or was dropped on the day it
/// was sent. Opens of SMS cannot be measured and are null. Days are the deployment zone's.
public struct DeliveryStatistics: Statement {
  public struct Row: Sendable {
    /// As `2026-11-20`.
    public let day: String
    public let channel: Channel
    public let sent: Int
    /// Of which nobody knows whether a provider accepted them; never among the sent.
    public let presumed: Int
    public let delivered: Int
    public let opened: Int?
    public let clicked: Int
    public let failed: Int
    /// Percent of the delivered, 0 where nothing was delivered.
    public let openRate: Double?
    public let clickRate: Double
  }

  public static let sql = """
    with days as (
      select t.day, t.channel, sum(t.sent) as sent, sum(t.presumed) as presumed, sum(t.delivered) as delivered,
             sum(t.opened) as opened, sum(t.clicked) as clicked, sum(t.lost + t.failed) as failed
        from rekindle.deployment z
       cross join rekindle.message_totals(($1::timestamptz at time zone z.time_zone)::date - $2::int + 1, $1) t
       where t.sent + t.presumed + t.failed > 0
         and t.campaign_id = any (array(
           select c.id from rekindle.campaigns c
            where c.subject_type = coalesce($3, c.subject_type) and c.slug = coalesce($4, c.slug)))
       group by t.day, t.channel)
    select day, channel, sent, presumed, delivered, case when rekindle.measures_opens(channel) then opened end as opened, clicked, failed,
           case when rekindle.measures_opens(channel) then coalesce(round(100.0 * opened / nullif(delivered, 0), 2), 0)::float8 end as open_rate,
           coalesce(round(100.0 * clicked / nullif(delivered, 0), 2), 0)::float8 as click_rate
      from days order by day desc, channel
    """
  public static let columns = [
    "day", "channel", "sent", "presumed", "delivered", "opened", "clicked", "failed", "open_rate", "click_rate",
  ]

  public var now: Instant
  /// Today and the days before it.
  public var days: Int

  /// Only campaigns about such a subject; nil for all.
  public var subjectType: String?
  /// Only the campaign of this name; nil for all.
  public var campaign: String?

  public init(now: Instant, days: Int, subjectType: String? = nil, campaign: String? = nil) {
    self.now = now
    self.days = days
    self.subjectType = subjectType
    self.campaign = campaign
  }

  public var binds: [Bind] { [.instant(now), .int(days), .text(subjectType), .text(campaign)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      day: try cells.text(0), channel: try cells.channel(1), sent: try cells.int(2), presumed: try cells.int(3),
      delivered: try cells.int(4), opened: try cells.optionalInt(5), clicked: try cells.int(6),
      failed: try cells.int(7), openRate: try cells.optionalDouble(8), clickRate: try cells.double(9))
  }
}
