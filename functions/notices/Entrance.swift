import Access
import Domain
import FunctionContract
import Signing

/// Who asks, by what stands in the header.
enum Entrance {
  /// Refuses who has none of the host's keys.
  static func requireHost(_ request: HTTPRequest, _ keys: AccessKeys) throws(Problem) {
    guard let key = bearer(request), keys.open(key) else {
      throw refusal("send the header Authorization: Bearer <one of NOTICES_KEYS>")
    }
  }

  /// The token of a learner; every refusal looks alike.
  static func token(_ request: HTTPRequest, _ keys: KeyRing, _ now: Instant) throws(Problem) -> NoticeToken {
    let refusal = refusal("send the header Authorization: Bearer <the learner's token>, which may have expired")
    guard let text = bearer(request) else { throw refusal }
    do throws(TokenRefusal) { return try NoticeToken(verifying: text, keys: keys, now: now) } catch { throw refusal }
  }

  private static func bearer(_ request: HTTPRequest) -> Substring? {
    let parts = request.headers["authorization"]?.split(separator: " ", maxSplits: 1) ?? []
    return parts.count == 2 && parts[0].lowercased() == "bearer" ? parts[1] : nil
  }

  private static func refusal(_ words: String) -> Problem {
    Problem(
      401, "unauthorised", title: "No access", words, headers: ["www-authenticate": "Bearer realm=\"rekindle\""])
  }
}
