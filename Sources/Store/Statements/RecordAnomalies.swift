public import Domain

/// Counts what could not be placed, for people to look at: one row for all of a kind and detail that are not resolved.
public struct RecordAnomalies: Statement {
  public static let sql = "select rekindle.count_anomalies($1::text[], $2::text[], $3)::text as counted"
  public static let columns = ["counted"]
  private let kinds: [String]
  private let details: [String]
  private let now: Instant

  /// Kinds and details from fixed sets, without personal data.
  public init(_ anomalies: [(kind: String, detail: String)], now: Instant) {
    kinds = anomalies.map(\.kind)
    details = anomalies.map(\.detail)
    self.now = now
  }

  public var binds: [Bind] { [.texts(kinds), .texts(details), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
