public import Domain

/// How each campaign's items on the worklist stand, and how tries of the last days ended.
public struct WorklistFigures: Statement {
  public struct Row: Sendable {
    public let campaign: String
    public let open: Int
    public let taken: Int
    public let waiting: Int
    /// Of those that nobody has taken; nil where there are none.
    public let oldestAt: Instant?
    /// Tries of the days that ended so.
    public let outcomes: [WorklistOutcome: Int]
    /// Items of the days that nobody had to take, since their learner returned, reached the goal or said no.
    public let leftByThemselves: Int
    /// Items of the days that nobody took in time.
    public let expired: Int
  }

  public static let sql = """
    with standing as (
      select i.campaign_id, count(*) filter (where i.taken_by is null and i.not_before <= $1) as open, count(i.taken_by) as taken,
             count(*) filter (where i.taken_by is null and i.not_before > $1) as waiting,
             min(i.opened_at) filter (where i.taken_by is null) as oldest_at
        from rekindle.worklist_items i where i.closed_at is null group by 1),
    ended as (
      select i.campaign_id, count(*) filter (where o.outcome is null and i.closing <> 'expired') as left_by_themselves,
             count(*) filter (where i.closing = 'expired') as expired
        from rekindle.worklist_items i
        left join rekindle.worklist_outcomes o on o.delivery_id = i.delivery_id and o.outcome = i.closing
       where i.closed_at > $1 - $2::interval group by 1),
    tries as (
      select i.campaign_id,
             count(*) filter (where o.outcome = 'will_return') as will_return,
             count(*) filter (where o.outcome = 'will_not_return') as will_not_return,
             count(*) filter (where o.outcome = 'wants_to_stop') as wants_to_stop,
             count(*) filter (where o.outcome = 'not_reached') as not_reached,
             count(*) filter (where o.outcome = 'wrong_contact') as wrong_contact
        from rekindle.worklist_outcomes o join rekindle.worklist_items i on i.delivery_id = o.delivery_id
       where o.settled_at > $1 - $2::interval group by 1)
    select c.slug, coalesce(s.open, 0) as open, coalesce(s.taken, 0) as taken, coalesce(s.waiting, 0) as waiting, s.oldest_at,
           coalesce(t.will_return, 0) as will_return, coalesce(t.will_not_return, 0) as will_not_return,
           coalesce(t.wants_to_stop, 0) as wants_to_stop, coalesce(t.not_reached, 0) as not_reached,
           coalesce(t.wrong_contact, 0) as wrong_contact,
           coalesce(e.left_by_themselves, 0) as left_by_themselves, coalesce(e.expired, 0) as expired
      from rekindle.campaigns c
      left join standing s on s.campaign_id = c.id
      left join ended e on e.campaign_id = c.id
      left join tries t on t.campaign_id = c.id
     where s.campaign_id is not null or e.campaign_id is not null or t.campaign_id is not null
     order by c.slug
    """
  public static let columns = [
    "slug", "open", "taken", "waiting", "oldest_at", "will_return", "will_not_return", "wants_to_stop", "not_reached",
    "wrong_contact", "left_by_themselves", "expired",
  ]

  public var now: Instant
  public var days: Int

  public init(now: Instant, days: Int) {
    self.now = now
    self.days = days
  }

  public var binds: [Bind] { [.instant(now), .span(.days(days))] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    let outcomes: [WorklistOutcome: Int] = [
      .willReturn: try cells.int(5), .willNotReturn: try cells.int(6), .wantsToStop: try cells.int(7),
      .notReached: try cells.int(8), .wrongContact: try cells.int(9),
    ]
    return Row(
      campaign: try cells.text(0), open: try cells.int(1), taken: try cells.int(2), waiting: try cells.int(3),
      oldestAt: try cells.optionalInstant(4), outcomes: outcomes, leftByThemselves: try cells.int(10),
      expired: try cells.int(11))
  }
}
