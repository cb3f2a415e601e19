public import Domain

/// Stores a key by its hash and returns its id.
public struct InsertAPIKey: Statement {
  public static let sql = """
    insert into rekindle.api_keys (name, prefix, hash, scopes, created_by, created_at, expires_at)
    values ($1, $2, $3::bytea, $4::text[], $5, $6, $7) returning id
    """
  public static let columns = ["id"]

  public var name: String
  public var prefix: String
  /// SHA-256 of the whole key.
  public var hash: [UInt8]
  public var scopes: Set<KeyScope>
  /// The name of the key that makes it.
  public var createdBy: String
  public var now: Instant
  public var expiresAt: Instant

  public init(
    name: String, prefix: String, hash: [UInt8], scopes: Set<KeyScope>, createdBy: String, now: Instant,
    expiresAt: Instant
  ) {
    self.name = name
    self.prefix = prefix
    self.hash = hash
    self.scopes = scopes
    self.createdBy = createdBy
    self.now = now
    self.expiresAt = expiresAt
  }

  public var binds: [Bind] {
    [
      .text(name), .text(prefix), .bytea(hash), .texts(scopes.map(\.rawValue).sorted()), .text(createdBy),
      .instant(now), .instant(expiresAt),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
