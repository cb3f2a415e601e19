public import Domain

/// The messages of enrolments that have not left, and may be taken back where their date has moved; a message in doubt may have.
public struct ReadReservations: Statement {
  public struct Row: Sendable {
    public let enrolmentID: Int
    public let message: ReservedMessage
  }

  public static let sql = """
    select d.enrollment_id, d.step, d.occurrence, d.slot_at, d.status = 'skipped' as is_held_back
      from rekindle.message_deliveries d
     where d.enrollment_id = any ($1::bigint[]) and d.answers is null and d.unknown_at is null
       and (d.status = 'scheduled' or d.status = 'skipped' and d.reason = 'moved')
    """
  public static let columns = ["enrollment_id", "step", "occurrence", "slot_at", "is_held_back"]

  public var enrolmentIDs: [Int]

  public init(enrolmentIDs: [Int]) { self.enrolmentIDs = enrolmentIDs }

  public var binds: [Bind] { [.ints(enrolmentIDs)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      enrolmentID: try cells.int(0),
      message: ReservedMessage(
        step: try cells.int(1), occurrence: try cells.int(2), slot: try cells.instant(3),
        isHeldBack: try cells.bool(4)))
  }
}
