public import Domain

/// Until when a provider is left alone; no row where it may be used, or where our clock has gone back since it was opened.
public struct ReadBreaker: Statement {
  public static let sql = """
    select b.open_until from rekindle.provider_breakers b where b.provider = $1 and b.open_until > $2
       and b.open_until <= $2::timestamptz + interval '20 minutes'
    """
  public static let columns = ["open_until"]

  public var provider: String
  public var now: Instant

  public init(provider: String, now: Instant) {
    self.provider = provider
    self.now = now
  }

  public var binds: [Bind] { [.text(provider), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Instant { try cells.instant(0) }
}
