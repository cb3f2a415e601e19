public import Domain

/// Keeps what could not be placed, for people to look at.
public struct RecordAnomalies: Statement {
  public static let sql = """
    insert into rekindle.anomalies (kind, detail, created_at)
    select a.kind, a.detail, $3 from unnest($1::text[], $2::text[]) a(kind, detail)
    """
  private let kinds: [String]
  private let details: [String]
  private let now: Instant

  /// Kinds from a fixed set, and details without personal data.
  public init(_ anomalies: [(kind: String, detail: String)], now: Instant) {
    kinds = anomalies.map(\.kind)
    details = anomalies.map(\.detail)
    self.now = now
  }

  public var binds: [Bind] { [.texts(kinds), .texts(details), .instant(now)] }
}
