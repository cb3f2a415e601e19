public import Domain

/// Lets a key end earlier than it would have, though not before it was made, as where a clock went back; returns its id, or
/// nothing where it has ended already.
public struct ShortenAPIKey: Statement {
  public static let sql = """
    update rekindle.api_keys k
       set expires_at = least(k.expires_at, greatest($2::timestamptz, $3::timestamptz, k.created_at + interval '1 microsecond'))
     where k.id = $1 and k.revoked_at is null and k.expires_at > $2
    returning k.id
    """
  public static let columns = ["id"]

  public var id: Int
  public var now: Instant
  public var until: Instant

  public init(id: Int, now: Instant, until: Instant) {
    self.id = id
    self.now = now
    self.until = until
  }

  public var binds: [Bind] { [.int(id), .instant(now), .instant(until)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
