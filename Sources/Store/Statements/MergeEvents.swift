public import Domain

/// Merges what a provider reports, as parallel arrays of at most 5,000 elements; opt-outs, complaints and hard bounces
/// hold when it returns.
public struct MergeEvents: Statement {
  /// What became of the events.
  public struct Row: Sendable, Equatable {
    /// Taken in for the first time.
    public let merged: Int
    /// Known before.
    public let repeated: Int
    /// Kept as anomalies: no such delivery, never attempted, dated in the future.
    public let setAside: Int
    /// Standing nos that the events made.
    public let suppressed: Int
  }

  public static let sql = """
    select merged, repeated, set_aside, suppressed
      from rekindle.merge_events($1, $2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::boolean[], $7::text[], $8)
    """
  public static let columns = ["merged", "repeated", "set_aside", "suppressed"]
  public var provider: String
  public var deliveryIDs: [Int] = []
  public var kinds: [String] = []
  /// nil where the provider does not say.
  public var times: [Instant?] = []
  public var details: [String] = []
  public var suspects: [Bool] = []
  public var messageIDs: [String?] = []
  public var now: Instant

  public init(provider: String, now: Instant) {
    self.provider = provider
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(provider), .ints(deliveryIDs), .texts(kinds), .optionalInstants(times), .texts(details), .bools(suspects),
      .optionalTexts(messageIDs), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      merged: try cells.int(0), repeated: try cells.int(1), setAside: try cells.int(2), suppressed: try cells.int(3))
  }
}
