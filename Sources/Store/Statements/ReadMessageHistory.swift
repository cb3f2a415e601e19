public import Domain

/// The messages that count against caps, gaps and stages: of the given learners lately, of the given enrolments ever, of
/// learners who share an address in the last 60 days.
public struct ReadMessageHistory: Statement {
  /// One message and whom it belongs to.
  public struct Row: Sendable {
    public let userID: Int
    public let enrolmentID: Int
    public let campaignID: Int
    public let subjectID: Int
    /// Index into the campaign's steps.
    public let step: Int
    public let message: PastMessage
  }

  public static let sql = """
    select d.user_id, d.enrollment_id, d.channel,
           d.class = 'marketing' and rekindle.address_kind(d.channel) is not null
             and (d.carried_by is null or rekindle.counts_itself(d.id, d.carried_by)) as is_capped,
           coalesce(d.sent_at, d.unknown_at) as at, d.status in ('scheduled', 'sending') as is_unsettled,
           least(d.opened_at, d.clicked_at) as sign_of_life_at, d.campaign_id, d.subject_id, d.step,
           d.status in ('unknown', 'presumed_sent') as is_doubtful, d.class <> 'transactional' as is_unasked
      from rekindle.message_deliveries d
     where d.user_id = any ($1::bigint[]) and d.answers is null and d.status in ('scheduled', 'sending', 'unknown', 'sent', 'presumed_sent')
       and (d.enrollment_id = any ($2::bigint[]) or coalesce(d.sent_at, d.unknown_at, $3) > $3 - interval '216 hours'
            or (d.user_id = any ($4::bigint[]) and coalesce(d.sent_at, d.unknown_at) > $3 - interval '60 days'))
    """
  public static let columns = [
    "user_id", "enrollment_id", "channel", "is_capped", "at", "is_unsettled", "sign_of_life_at", "campaign_id",
    "subject_id", "step", "is_doubtful", "is_unasked",
  ]

  public var userIDs: [Int]
  public var enrolmentIDs: [Int]
  public var sharingIDs: [Int]
  public var now: Instant

  public init(userIDs: [Int], enrolmentIDs: [Int], sharingIDs: [Int], now: Instant) {
    self.userIDs = userIDs
    self.enrolmentIDs = enrolmentIDs
    self.sharingIDs = sharingIDs
    self.now = now
  }

  public var binds: [Bind] { [.ints(userIDs), .ints(enrolmentIDs), .instant(now), .ints(sharingIDs)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      userID: try cells.int(0), enrolmentID: try cells.int(1), campaignID: try cells.int(7),
      subjectID: try cells.int(8), step: try cells.int(9),
      message: PastMessage(
        channel: try cells.channel(2), isCapped: try cells.bool(3), isUnasked: try cells.bool(11),
        at: try cells.optionalInstant(4),
        isUnsettled: try cells.bool(5), isDoubtful: try cells.bool(10), signOfLifeAt: try cells.optionalInstant(6)))
  }
}
