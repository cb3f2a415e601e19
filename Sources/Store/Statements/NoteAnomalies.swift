public import Domain

/// Keeps what went wrong for people to look at, once: what is known and not resolved is not noted again.
public struct NoteAnomalies: Statement {
  public static let sql = """
    insert into rekindle.anomalies (kind, detail, created_at)
    select distinct a.kind, a.detail, $3::timestamptz from unnest($1::text[], $2::text[]) a(kind, detail)
     where not exists (
       select from rekindle.anomalies o where o.resolved_at is null and o.kind = a.kind and o.detail = a.detail)
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
