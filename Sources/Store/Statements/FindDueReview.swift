public import Domain

/// The Monday of this week from eight o'clock on in the deployment's zone, for a day, while nobody has written its review.
public struct FindDueReview: Statement {
  public static let sql = """
    select w.monday::date as monday
      from rekindle.deployment d
     cross join lateral (select $1::timestamptz at time zone d.time_zone as local) l
     cross join lateral (select date_trunc('week', l.local) as monday) w
     where l.local >= w.monday + interval '8 hours' and l.local < w.monday + interval '32 hours'
       and not exists (select from rekindle.operator_notices n where n.kind = 'review' and n.week = w.monday::date)
    """
  public static let columns = ["monday"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  /// As `2026-11-23`.
  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
}
