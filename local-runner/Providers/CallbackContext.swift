import Domain
import FunctionContract

/// What a fake provider's callbacks are made with.
struct CallbackContext: Sendable {
  let recipients: CallbackSettings
  /// The keys that the local stage gave its handlers.
  let secrets: LocalSettings
  /// Where the webhook is served, such as `http://127.0.0.1:8080/webhooks`.
  let webhookURL: String
  let now: Instant

  /// A POST to `target` below the webhook's address: a path that begins with a slash, with a query where it has one.
  func request(to target: String, headers: [String: String], body: [UInt8]) -> HTTPRequest {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return HTTPRequest(
      method: "POST", rawPath: folder + parts[0], rawQuery: parts.count > 1 ? parts[1] : "", headers: headers,
      body: body, sourceIP: "127.0.0.1", requestID: "callback-\(WallClock.now.microseconds)", time: now)
  }

  /// The path of the webhook's address.
  private var folder: String {
    guard let scheme = webhookURL.firstRange(of: "://"),
      let slash = webhookURL[scheme.upperBound...].firstIndex(of: "/")
    else { return "" }
    return String(webhookURL[slash...])
  }
}
