public import Domain

/// What stands against writing to a learner: an opt-out, a complaint, a bounce, or support's decision.
public struct Suppression: Sendable, Equatable {
  /// nil for all channels.
  public let channel: Channel?
  /// `subject`, `topic`, `campaign` or `all`.
  public let scope: String
  public let cause: SuppressionCause
  public let since: Instant

  /// Reads the columns `channel`, `scope`, `reason` and `created_at`.
  init(_ cells: borrowing Cells) throws(StoreError) {
    channel = try cells.text(0) == "all" ? nil : try cells.channel(0)
    scope = try cells.text(1)
    guard let cause = SuppressionCause(rawValue: try cells.text(2)) else {
      throw cells.mismatch(2, "a cause of a suppression")
    }
    self.cause = cause
    since = try cells.instant(3)
  }
}
