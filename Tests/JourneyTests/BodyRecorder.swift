import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes

/// SendGrid, Twilio and Discord in one: takes every message, and keeps the bytes of each request.
final class BodyRecorder: Sendable {
  private let journal: Monitor<[(target: String, body: [UInt8])]>
  private let server: HTTPServer

  init() throws {
    let journal = Monitor<[(target: String, body: [UInt8])]>([])
    self.journal = journal
    server = try HTTPServer(HTTPServerSettings()) { exchange in
      journal.withLock { $0.append((exchange.target, exchange.body)) }
      return .now(Self.acceptance(of: exchange.target))
    }
  }

  deinit { server.stop() }

  var settings: [String: String] {
    let address = "http://127.0.0.1:\(server.port)"
    return ["SENDGRID_BASE_URL": address, "TWILIO_BASE_URL": address, "DISCORD_BASE_URL": address + "/api/v10"]
  }

  /// The bodies of requests to addresses that hold `part`, in order.
  func bodies(_ part: String) -> [[UInt8]] {
    journal.read { requests in requests.filter { $0.target.contains(part) }.map(\.body) }
  }

  private static func acceptance(of target: String) -> HTTPResponse {
    let json = ["content-type": "application/json"]
    if target.contains("/v3/mail/send") { return HTTPResponse(status: 202, headers: ["x-message-id": "m1"]) }
    if target.contains("/2010-04-01/") {
      return HTTPResponse(status: 201, headers: json, body: Array(#"{"sid":"SM1","status":"queued"}"#.utf8))
    }
    return HTTPResponse(status: 200, headers: json, body: Array(#"{"id":"5080351110224678101"}"#.utf8))
  }
}
