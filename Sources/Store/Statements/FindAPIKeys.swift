public import Domain

/// Keys of the API, by the public part of one or page by page in the order in which they were made.
public struct FindAPIKeys: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let name: String
    public let prefix: String
    /// SHA-256 of the whole key.
    public let hash: [UInt8]
    public let scopes: Set<KeyScope>
    public let createdBy: String
    public let createdAt: Instant
    public let expiresAt: Instant
    public let revokedAt: Instant?

    /// Whether the key opens anything at `now`.
    public func isValid(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }
  }

  public static let sql = """
    select k.id, k.name, k.prefix, k.hash, k.scopes, k.created_by, k.created_at, k.expires_at, k.revoked_at
      from rekindle.api_keys k
     where ($1::text is null or k.prefix = $1) and k.id > $2::bigint
     order by k.id limit $3::int
    """
  public static let columns = [
    "id", "name", "prefix", "hash", "scopes", "created_by", "created_at", "expires_at", "revoked_at",
  ]

  public var prefix: String?
  /// Only those made after the one with this id.
  public var after: Int
  public var limit: Int

  public init(prefix: String? = nil, after: Int = 0, limit: Int = 1) {
    self.prefix = prefix
    self.after = after
    self.limit = limit
  }

  public var binds: [Bind] { [.text(prefix), .int(after), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.int(0), name: try cells.text(1), prefix: try cells.text(2), hash: try cells.bytea(3),
      scopes: Set(try cells.texts(4).compactMap(KeyScope.init(rawValue:))), createdBy: try cells.text(5),
      createdAt: try cells.instant(6), expiresAt: try cells.instant(7), revokedAt: try cells.optionalInstant(8))
  }
}
