public import Domain

/// How each campaign stands, whatever it is about: its episodes and what became of its messages.
///
/// Messages count by facts: a click implies that the message was opened and delivered.
public struct CampaignFigures: Statement {
  public struct Row: Sendable {
    public let slug: String
    public let title: String
    /// What it is about for one learner: `course`, `session`, `payment` and so on.
    public let subjectType: String
    public let isPaused: Bool
    /// Episodes, those of the comparison group among them.
    public let enrolled: Int
    public let active: Int
    public let completed: Int
    public let unsubscribed: Int
    /// Messages by channel that a provider accepted, for channels that have some.
    public let sent: [Channel: Int]
    /// Messages of which nobody knows whether a provider accepted them; never among the sent.
    public let presumed: Int
    public let delivered: Int
    /// On channels that can measure it.
    public let opened: Int
    public let clicked: Int
    public let failed: Int
    public let skipped: Int
    /// Of what was sent, in the deployment's currency; nil where nothing had a price.
    public let cost: Double?
  }

  public static let sql = """
    with episodes as (
      select n.campaign_id, sum(n.episodes)::bigint as enrolled,
             coalesce(sum(n.episodes) filter (where n.status = 'active'), 0)::bigint as active,
             coalesce(sum(n.episodes) filter (where n.status = 'completed'), 0)::bigint as completed,
             coalesce(sum(n.episodes) filter (where n.status = 'unsubscribed'), 0)::bigint as unsubscribed
        from (
          select n.campaign_id, n.status, n.episodes from rekindle.episode_counts n
          union all
          select u.campaign_id, u.status, count(*) from rekindle.episodes_uncounted() u group by 1, 2) n
       group by n.campaign_id),
    messages as (
      select t.campaign_id, t.channel, sum(t.sent) as sent, sum(t.presumed) as presumed, sum(t.delivered) as delivered,
             sum(t.opened) as opened, sum(t.clicked) as clicked, sum(t.lost + t.failed) as failed, sum(t.skipped) as skipped,
             sum(t.cost) as cost
        from rekindle.message_sums($1) t group by t.campaign_id, t.channel),
    totals as (
      select m.campaign_id, array_agg(m.channel order by m.channel) filter (where m.sent > 0) as channels,
             array_agg(m.sent order by m.channel) filter (where m.sent > 0) as sent, sum(m.presumed)::bigint as presumed,
             sum(m.delivered)::bigint as delivered, sum(m.opened)::bigint as opened, sum(m.clicked)::bigint as clicked,
             sum(m.failed)::bigint as failed, sum(m.skipped)::bigint as skipped, sum(m.cost) as cost
        from messages m group by m.campaign_id)
    select c.slug, c.title, c.subject_type, c.status = 'paused' as is_paused, coalesce(e.enrolled, 0) as enrolled,
           coalesce(e.active, 0) as active, coalesce(e.completed, 0) as completed, coalesce(e.unsubscribed, 0) as unsubscribed,
           coalesce(t.channels, '{}') as channels, coalesce(t.sent, '{}') as sent, coalesce(t.presumed, 0) as presumed,
           coalesce(t.delivered, 0) as delivered, coalesce(t.opened, 0) as opened, coalesce(t.clicked, 0) as clicked,
           coalesce(t.failed, 0) as failed, coalesce(t.skipped, 0) as skipped,
           round(t.cost, 4)::float8 as cost
      from rekindle.campaigns c
      left join episodes e on e.campaign_id = c.id left join totals t on t.campaign_id = c.id
     order by c.title, c.slug
    """
  public static let columns = [
    "slug", "title", "subject_type", "is_paused", "enrolled", "active", "completed", "unsubscribed", "channels", "sent",
    "presumed", "delivered", "opened", "clicked", "failed", "skipped", "cost",
  ]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      slug: try cells.text(0), title: try cells.text(1), subjectType: try cells.text(2), isPaused: try cells.bool(3),
      enrolled: try cells.int(4), active: try cells.int(5), completed: try cells.int(6),
      unsubscribed: try cells.int(7), sent: try cells.counts(8, 9), presumed: try cells.int(10),
      delivered: try cells.int(11), opened: try cells.int(12), clicked: try cells.int(13), failed: try cells.int(14),
      skipped: try cells.int(15),
      cost: try cells.optionalDouble(16))
  }
}
