public import Domain

/// Meetings that people are invited to, with what they have answered; the latest to begin first.
public struct MeetingFigures: Statement {
  public struct Row: Sendable {
    public let title: String
    /// When it begins, or the first of a series.
    public let startsAt: Instant?
    /// Who holds an invitation.
    public let invited: Int
    public let accepted: Int
    public let declined: Int
    public let tentative: Int
  }

  public static let sql = """
    select coalesce(max(i.meeting->>'title'), i.uid) as title, min((i.meeting->>'starts_at')::timestamptz) as starts_at,
           count(*) as invited, count(*) filter (where a.answer = 'accepted') as accepted,
           count(*) filter (where a.answer = 'declined') as declined,
           count(*) filter (where a.answer = 'tentative') as tentative
      from rekindle.invitations i
      left join rekindle.meeting_answers a on a.uid = i.uid and a.user_id = i.user_id and a.occurrence = '-infinity'
     where i.status = 'invited' and i.ends_at > $1::timestamptz - interval '30 days'
     group by i.uid order by 2 desc, 1 limit $2
    """
  public static let columns = ["title", "starts_at", "invited", "accepted", "declined", "tentative"]

  public var now: Instant
  public var limit: Int

  public init(now: Instant, limit: Int) {
    self.now = now
    self.limit = limit
  }

  public var binds: [Bind] { [.instant(now), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      title: try cells.text(0), startsAt: try cells.optionalInstant(1), invited: try cells.int(2),
      accepted: try cells.int(3), declined: try cells.int(4), tentative: try cells.int(5))
  }
}
