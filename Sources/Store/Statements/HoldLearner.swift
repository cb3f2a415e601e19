public import Domain

/// Holds a learner's episodes, of one campaign or of all, or lets them go on; returns how many that changed.
public struct HoldLearner: Statement {
  public static let sql = "select changed from rekindle.hold_learner($1, $2, $3, $4) as changed"
  public static let columns = ["changed"]

  public var userID: Int
  /// The campaign's name; nil for all.
  public var campaign: String?
  public var isHeld: Bool
  public var now: Instant

  public init(userID: Int, campaign: String?, isHeld: Bool, now: Instant) {
    self.userID = userID
    self.campaign = campaign
    self.isHeld = isHeld
    self.now = now
  }

  public var binds: [Bind] { [.int(userID), .text(campaign), .bool(isHeld), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
