public import JSON

/// What the learners of deliveries were told last about each of their meetings.
public struct ReadInvitations: Statement {
  public struct Row: Sendable {
    public let deliveryID: Int
    public let uid: String
    public let sequence: Int
    /// `invited`, `cancelled` or `removed`.
    public let status: String
    /// Time and place, as they were told.
    public let times: String
    /// The meeting as it was told; nil where that was not kept yet.
    public let meeting: JSON?
    /// The address that answers go to; nil where that was not kept yet.
    public let organizer: String?
    /// What the learner has answered to it as it is; nil where they said nothing, or something has changed since.
    public let answer: String?
    /// Whether the delivery is there to correct this very invitation.
    public let isCorrected: Bool
  }

  public static let sql = """
    select d.id as delivery_id, i.uid, i.sequence, i.status, i.times, i.meeting, i.organizer, a.answer,
           coalesce(starts_with(d.answers, 'meeting:' || i.uid || ':'), false) as is_corrected
      from rekindle.message_deliveries d
      join rekindle.invitations i on i.user_id = d.user_id
      left join rekindle.meeting_answers a
        on a.uid = i.uid and a.user_id = i.user_id and a.occurrence = '-infinity' and a.sequence = i.sequence
     where d.id = any ($1::bigint[])
    """
  public static let columns = [
    "delivery_id", "uid", "sequence", "status", "times", "meeting", "organizer", "answer", "is_corrected",
  ]

  public var deliveryIDs: [Int]

  public init(deliveryIDs: [Int]) { self.deliveryIDs = deliveryIDs }

  public var binds: [Bind] { [.ints(deliveryIDs)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      deliveryID: try cells.int(0), uid: try cells.text(1), sequence: try cells.int(2), status: try cells.text(3),
      times: try cells.text(4), meeting: try cells.optionalJSON(5), organizer: try cells.optionalText(6),
      answer: try cells.optionalText(7), isCorrected: try cells.bool(8))
  }
}
