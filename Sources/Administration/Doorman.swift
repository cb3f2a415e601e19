public import Access
public import Domain
public import FunctionContract
import Signing
public import Store

/// Tells who asks, by the key in the header.
public struct Doorman: Sendable {
  private let bootstrap: AccessKeys

  /// `bootstrap` are keys of a setting, which open everything: for the first key, and where the table of keys is lost.
  public init(bootstrap: AccessKeys) { self.bootstrap = bootstrap }

  /// The holder of the request's key; nil where it carries none that is valid.
  public func principal(
    of request: HTTPRequest, now: Instant, _ database: inout Database
  ) throws(StoreError) -> Principal? {
    let parts = request.headers["authorization"]?.split(separator: " ", maxSplits: 1) ?? []
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    if let key = APIKey(parts[1]) {
      guard let row = try database.first(FindAPIKeys(prefix: key.prefix)), row.isValid(at: now), key.matches(row.hash)
      else { return nil }
      return Principal(name: row.name, scopes: row.scopes)
    }
    return bootstrap.open(parts[1]) ? Principal(name: "ADMIN_KEYS", scopes: Set(KeyScope.allCases)) : nil
  }

  /// What somebody without a valid key is told.
  public static let refusal = Problem(
    401, "unauthorised", title: "No access", "send the header Authorization: Bearer <a key that is valid>",
    headers: ["www-authenticate": "Bearer realm=\"rekindle\""])

  /// What the holder of a key is told who may not do this.
  static func forbidden(_ scope: KeyScope) -> Problem {
    Problem(403, "scope", title: "Not with this key", "this needs a key with the scope \(scope.rawValue)")
  }
}
