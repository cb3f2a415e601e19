public import Domain

/// Approves a request to take part, once, whoever comes second.
public struct ApproveRequest: Statement {
  /// What came of it.
  public enum Row: String, Sendable {
    case approved
    case approvedBefore = "approved_before"
    case unknownRequest = "unknown_request"
    /// Nobody of this id is an active user of the platform.
    case unknownAdministrator = "unknown_admin"
  }

  public static let sql = "select verdict from rekindle.approve_request($1, $2, $3, $4, $5, $6)"
  public static let columns = ["verdict"]

  public var submission: String
  public var adminID: Int
  public var wantsCall: Bool
  /// nil: the next time at which its owner is free.
  public var callAt: Instant?
  /// nil: who approves.
  public var callOwnerID: Int?
  public var now: Instant

  public init(
    submission: String, adminID: Int, wantsCall: Bool, callAt: Instant? = nil, callOwnerID: Int? = nil, now: Instant
  ) {
    self.submission = submission
    self.adminID = adminID
    self.wantsCall = wantsCall
    self.callAt = callAt
    self.callOwnerID = callOwnerID
    self.now = now
  }

  public var binds: [Bind] {
    [.text(submission), .int(adminID), .bool(wantsCall), .instant(callAt), .int(callOwnerID), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let row = Row(rawValue: try cells.text(0)) else { throw cells.mismatch(0, "what came of an approval") }
    return row
  }
}
