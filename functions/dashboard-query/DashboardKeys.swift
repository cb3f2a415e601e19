import Cryptography
import Domain
import Encoding
import FunctionContract

/// The keys that open the dashboard, and the browser sessions that they begin.
struct DashboardKeys {
  /// `__Host-`: only over TLS or on loopback, only this host, the whole host.
  static let cookie = "__Host-rekindle-dashboard"
  private static let lifetime = Instant.Span.hours(12)

  private let keys: [String]

  /// Reads a comma-separated list; blanks around keys do not count.
  init(_ list: String) {
    keys = list.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
  }

  /// Whether nobody can get in.
  var isEmpty: Bool { keys.isEmpty }

  /// Whether this is one of the keys; the time it takes does not tell how much of it is right.
  func opens(_ key: some StringProtocol) -> Bool {
    let given = Digest.sha256.hash(Array(key.utf8))
    return keys.reduce(false) { $1.digest.equalsInConstantTime(given) || $0 }
  }

  /// Whether the request carries a key or a session.
  func opens(_ request: HTTPRequest, now: Instant) -> Bool {
    if let header = request.headers["authorization"] {
      let parts = header.split(separator: " ", maxSplits: 1)
      return parts.count == 2 && parts[0].lowercased() == "bearer" && opens(parts[1])
    }
    return request.cookies.contains { cookie in
      cookie.hasPrefix("\(Self.cookie)=") && isSession(cookie.dropFirst(Self.cookie.count + 1), now: now)
    }
  }

  /// The cookie of a new session: its end, and a code that only holders of the key can make.
  func session(for key: String, now: Instant) -> String {
    let end = (now + Self.lifetime).seconds
    return Self.header("\(end).\(code(end, key: key))", maxAge: Self.lifetime.seconds)
  }

  /// The cookie that ends a session.
  static var noSession: String { header("", maxAge: 0) }

  private func isSession(_ value: some StringProtocol, now: Instant) -> Bool {
    let parts = value.split(separator: ".")
    guard parts.count == 2, let end = Int(parts[0]), end > now.seconds else { return false }
    return keys.reduce(false) { code(end, key: $1).equalsInConstantTime(parts[1]) || $0 }
  }

  private func code(_ end: Int, key: String) -> String {
    let message = Array("dashboard session\0\(end)".utf8)
    return Base64.url.encode(Digest.sha256.authenticationCode(of: message, key: Array(key.utf8)))
  }

  private static func header(_ value: String, maxAge: Int) -> String {
    "\(cookie)=\(value); Path=/; Max-Age=\(maxAge); HttpOnly; Secure; SameSite=Strict"
  }
}

extension String {
  fileprivate var digest: [UInt8] { Digest.sha256.hash(Array(utf8)) }
}
