public import Domain

/// Closes a key for good, from an earlier revocation where there was one; no row where there is no such key.
public struct RevokeAPIKey: Statement {
  public static let sql = """
    update rekindle.api_keys k set revoked_at = coalesce(k.revoked_at, $2) where k.id = $1 returning k.id
    """
  public static let columns = ["id"]

  public var id: Int
  public var now: Instant

  public init(id: Int, now: Instant) {
    self.id = id
    self.now = now
  }

  public var binds: [Bind] { [.int(id), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
