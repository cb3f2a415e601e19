public import Domain

/// Records what became of a chunk of attempts (docs/correctness.md).
///
/// An acceptance is a fact and is kept even after the lease was lost; every other outcome needs the lease's token.
public struct RecordOutcomes: Statement {
  /// How one attempt ended.
  public enum Outcome: String, Sendable {
    case accepted, rejected, failed, ambiguous
    case notAttempted = "not_attempted"
  }

  public struct Entry: Sendable {
    public var id: Int
    public var token: Int
    public var outcome: Outcome
    /// A short code without personal data; nil where it was accepted.
    public var code: String?
    public var providerMessageID: String?
    /// When to try again; nil never does.
    public var retryAt: Instant?

    public init(
      id: Int, token: Int, outcome: Outcome, code: String?, providerMessageID: String?, retryAt: Instant?
    ) {
      self.id = id
      self.token = token
      self.outcome = outcome
      self.code = code
      self.providerMessageID = providerMessageID
      self.retryAt = retryAt
    }
  }

  public static let sql = """
    select r.id, r.status
      from rekindle.record_outcomes($1, $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[],
             $7::timestamptz[], $8) r
    """
  public static let columns = ["id", "status"]

  public var now: Instant
  public var entries: [Entry]
  /// How long an unknown outcome waits for evidence.
  public var grace: Instant.Span

  public init(now: Instant, entries: [Entry], grace: Instant.Span = .hours(72)) {
    self.now = now
    self.entries = entries
    self.grace = grace
  }

  public var binds: [Bind] {
    [
      .instant(now), .ints(entries.map(\.id)), .ints(entries.map(\.token)), .texts(entries.map(\.outcome.rawValue)),
      .optionalTexts(entries.map(\.code)), .optionalTexts(entries.map(\.providerMessageID)),
      .optionalInstants(entries.map(\.retryAt)), .span(grace),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (id: Int, status: DeliveryStatus) {
    (try cells.int(0), try cells.deliveryStatus(1))
  }
}
