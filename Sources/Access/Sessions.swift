import Cryptography
import Domain
import Encoding
import FunctionContract

/// Browser sessions: each is a cookie with its end and a code that only holders of a key can make.
struct Sessions: Sendable {
  private static let lifetime = Instant.Span.hours(12)

  let keys: AccessKeys
  /// The cookie's name; `__Host-` means only over TLS or on loopback, only this host, the whole host.
  let cookie: String

  /// Whether one of the request's cookies is a session that has not ended.
  func admit(_ request: HTTPRequest, now: Instant) -> Bool {
    request.cookies.contains { $0.hasPrefix("\(cookie)=") && isValid($0.dropFirst(cookie.count + 1), now: now) }
  }

  /// The cookie of a new session.
  func begin(with key: String, now: Instant) -> String {
    let end = (now + Self.lifetime).seconds
    return header("\(end).\(code(end, key: key))", maxAge: Self.lifetime.seconds)
  }

  /// The cookie that ends a session.
  var end: String { header("", maxAge: 0) }

  private func isValid(_ value: some StringProtocol, now: Instant) -> Bool {
    let parts = value.split(separator: ".")
    guard parts.count == 2, let end = Int(parts[0]), end > now.seconds else { return false }
    return keys.all.reduce(false) { code(end, key: $1).equalsInConstantTime(parts[1]) || $0 }
  }

  private func code(_ end: Int, key: String) -> String {
    let message = Array("\(cookie)\0\(end)".utf8)
    return Base64.url.encode(Digest.sha256.authenticationCode(of: message, key: Array(key.utf8)))
  }

  private func header(_ value: String, maxAge: Int) -> String {
    "\(cookie)=\(value); Path=/; Max-Age=\(maxAge); HttpOnly; Secure; SameSite=Strict"
  }
}
