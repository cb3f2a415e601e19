/// The figures of campaigns from the roll-up, summed to what is asked for (REQ-4-72 to REQ-4-78).
///
/// Entries and ends of episodes belong to no step, channel or text: where those are told apart they stand in a row of the
/// channel `all`. How many were eligible is what the segment named on the newest day of each campaign in the span. A rate
/// of fewer than 30 is nil.
public struct CampaignKPIs: Statement {
  /// What figures are told apart by.
  public enum Part: String, CaseIterable, Sendable {
    case campaign, version, step, channel, variant, day
  }

  public struct Row: Sendable {
    public let campaign: String?
    public let version: Int?
    public let step: String?
    public let channel: String?
    public let variant: String?
    public let day: String?
    /// eligible, covered, enrolled, sent, presumed, delivered, opened, clicked, bounced, complained, failed, skipped, unsubscribed,
    /// completed.
    public let counts: [Int]
    /// Percent: enrolment, delivery, open, click, conversion, unsubscription.
    public let rates: [Double?]
    /// Worth of the goals reached, in the deployment's currency; nil where it is not set.
    public let value: Double?
    /// By the price of each message, or by the campaign's cost of a message where they had none.
    public let cost: Double?
    /// Worth for each unit of cost.
    public let roi: Double?
    /// Percent of the enrolled who are meant to reach the goal.
    public let target: Double?
  }

  public static let sql = """
    with facts as (
      select a.day, c.slug, a.version, a.step, a.channel, a.variant, 0 as eligible, 0 as covered, a.enrolled, a.sent, a.presumed,
             a.delivered, case when rekindle.measures_opens(a.channel) then a.delivered else 0 end as openable, a.opened, a.clicked,
             a.bounced, a.complained, a.failed, a.skipped, a.unsubscribed, a.completed, a.cost
        from rekindle.campaign_analytics a join rekindle.campaigns c on c.id = a.campaign_id
       where a.day between $1::date and $2::date and ($4::text is null or c.slug = $4)
      union all
      select n.day, n.slug, n.version, '', 'all', '', n.named, n.enrolled, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null
        from (
          select s.day, c.slug, s.version, s.named, s.enrolled, max(s.day) over (
                   partition by c.slug, case when 'version' = any ($3::text[]) then s.version end,
                     case when 'day' = any ($3::text[]) then s.day end) as newest
            from rekindle.segment_counts s join rekindle.campaigns c on c.id = s.campaign_id
           where s.day between $1::date and $2::date and ($4::text is null or c.slug = $4)) n
       where n.day = n.newest),
    sums as (
      select case when 'campaign' = any ($3::text[]) then f.slug end as campaign,
             case when 'version' = any ($3::text[]) then f.version end as version,
             case when 'step' = any ($3::text[]) then f.step end as step,
             case when 'channel' = any ($3::text[]) then f.channel end as channel,
             case when 'variant' = any ($3::text[]) then f.variant end as variant,
             case when 'day' = any ($3::text[]) then f.day end as day,
             sum(f.eligible) as eligible, sum(f.covered) as covered, sum(f.enrolled) as enrolled, sum(f.sent) as sent,
             sum(f.presumed) as presumed, sum(f.delivered) as delivered, sum(f.openable) as openable, sum(f.opened) as opened,
             sum(f.clicked) as clicked, sum(f.bounced) as bounced, sum(f.complained) as complained, sum(f.failed) as failed,
             sum(f.skipped) as skipped, sum(f.unsubscribed) as unsubscribed, sum(f.completed) as completed,
             sum(f.completed * g.value) as value, sum(coalesce(f.cost, f.sent * g.cost_per_message)) as cost,
             case when 'campaign' = any ($3::text[]) then max(g.target_percent) end as target
        from facts f left join rekindle.campaign_goals g on g.slug = f.slug
       group by 1, 2, 3, 4, 5, 6)
    select s.campaign, s.version, s.step, s.channel, s.variant, s.day,
           array[s.eligible, s.covered, s.enrolled, s.sent, s.presumed, s.delivered, s.opened, s.clicked, s.bounced, s.complained,
                 s.failed, s.skipped, s.unsubscribed, s.completed]::bigint[] as counts,
           round(100.0 * s.covered / case when s.eligible >= 30 then s.eligible end, 2)::float8 as enrolment_rate,
           round(100.0 * s.delivered / case when s.sent >= 30 and s.delivered > 0 then s.sent end, 2)::float8 as delivery_rate,
           round(100.0 * s.opened / case when s.openable >= 30 then s.openable end, 2)::float8 as open_rate,
           round(100.0 * s.clicked / case when s.delivered >= 30 then s.delivered end, 2)::float8 as click_rate,
           round(100.0 * s.completed / case when s.enrolled >= 30 then s.enrolled end, 2)::float8 as conversion_rate,
           round(100.0 * s.unsubscribed / case when s.delivered >= 30 and not p.is_split then s.delivered end, 2)::float8
             as unsubscribe_rate,
           s.value::float8 as value, s.cost::float8 as cost,
           case when not p.is_split then round(s.value / nullif(s.cost, 0), 2) end::float8 as roi,
           s.target::float8 as target
      from sums s
     cross join (select $3::text[] && array['step', 'channel', 'variant'] as is_split) p   -- noes and goals are of no channel
     order by s.day desc, s.campaign, s.version, s.step, s.channel, s.variant limit $5::int
    """
  public static let columns = [
    "campaign", "version", "step", "channel", "variant", "day", "counts", "enrolment_rate", "delivery_rate",
    "open_rate", "click_rate", "conversion_rate", "unsubscribe_rate", "value", "cost", "roi", "target",
  ]

  /// The first and the last day, as `2026-11-20`.
  public var days: (first: String, last: String)
  public var by: Set<Part>
  /// One campaign's name; nil for all.
  public var campaign: String?
  public var limit: Int

  public init(days: (first: String, last: String), by: Set<Part>, campaign: String? = nil, limit: Int) {
    self.days = days
    self.by = by
    self.campaign = campaign
    self.limit = limit
  }

  public var binds: [Bind] {
    [.text(days.first), .text(days.last), .texts(by.map(\.rawValue).sorted()), .text(campaign), .int(limit)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    var rates: [Double?] = []
    for column in 7...12 { rates.append(try cells.optionalDouble(column)) }
    return Row(
      campaign: try cells.optionalText(0), version: try cells.optionalInt(1), step: try cells.optionalText(2),
      channel: try cells.optionalText(3), variant: try cells.optionalText(4), day: try cells.optionalText(5),
      counts: try cells.ints(6), rates: rates, value: try cells.optionalDouble(13), cost: try cells.optionalDouble(14),
      roi: try cells.optionalDouble(15), target: try cells.optionalDouble(16))
  }
}
