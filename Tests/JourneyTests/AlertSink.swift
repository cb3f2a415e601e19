import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes

/// A receiver of alerts on loopback: a webhook of Slack's shape, and SendGrid for mail.
///
/// It answers what it is told to.
final class AlertSink: Sendable {
  struct Post: Sendable {
    let path: String
    let headers: [String: String]
    let body: [UInt8]
    /// Whether it was answered as taken.
    let isTaken: Bool

    var json: JSON { (try? JSON.parse(body)) ?? .null }
    var id: String { headers["webhook-id"] ?? "" }
  }

  private let posts: Monitor<[Post]>
  private let status: Monitor<Int>
  private let server: HTTPServer

  init() throws {
    let posts = Monitor<[Post]>([])
    let status = Monitor(200)
    (self.posts, self.status) = (posts, status)
    server = try HTTPServer(HTTPServerSettings()) { exchange in
      let answer = status.read { $0 }
      posts.withLock { posts in
        posts.append(
          Post(
            path: exchange.target, headers: exchange.request(id: "").headers, body: exchange.body, isTaken: answer < 300
          ))
      }
      return .after(.init(microseconds: 20_000), HTTPResponse(status: answer))
    }
  }

  deinit { server.stop() }

  /// What every later post is answered.
  func answer(_ status: Int) { self.status.withLock { $0 = status } }

  /// What makes `watch` tell this receiver.
  var settings: [String: String] {
    let address = "http://127.0.0.1:\(server.port)"
    return [
      "REKINDLE_ALERT_WEBHOOK_URL": address + "/alerts", "REKINDLE_ALERT_EMAILS": "ops@school.example",
      "SENDGRID_BASE_URL": address, "REKINDLE_ALERT_WEBHOOK_SECRET": Self.secret,
    ]
  }

  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  /// Lines that the webhook took.
  var lines: [String] { taken.filter { $0.path == "/alerts" }.compactMap { $0.json["text"]?.string } }
  /// Mails that were taken.
  var mails: [JSON] { taken.filter { $0.path == "/v3/mail/send" }.map(\.json) }
  var all: [Post] { posts.read { $0 } }
  var taken: [Post] { all.filter(\.isTaken) }
}
