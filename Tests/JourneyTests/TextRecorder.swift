import Domain
import Encoding
import Foundation
import FunctionContract
import FunctionHost
import Processes

/// A provider of text messages that takes each at once and keeps its words.
final class TextRecorder: Sendable {
  private let taken: Monitor<[(delivery: Int, text: String)]>
  private let server: HTTPServer

  init() throws {
    let taken = Monitor<[(delivery: Int, text: String)]>([])
    self.taken = taken
    server = try HTTPServer(HTTPServerSettings()) { exchange in
      let form = FormEncoding.decodeLeniently(exchange.body)
      func field(_ name: String) -> String { form.first { $0.name == name }?.value ?? "" }
      let query = field("StatusCallback").split(separator: "?").last ?? ""
      let delivery = query.split(separator: "&").first { $0.hasPrefix("delivery=") }
      taken.withLock { $0.append((Int(delivery?.dropFirst("delivery=".count) ?? "") ?? 0, field("Body"))) }
      return .now(
        HTTPResponse(
          status: 201, headers: ["content-type": "application/json"],
          body: Array(#"{"sid":"SM\#(UUID().uuidString)","status":"queued"}"#.utf8)))
    }
  }

  deinit { server.stop() }

  var address: String { "http://127.0.0.1:\(server.port)" }

  /// What has come since it was asked last, in order.
  func take() -> [(delivery: Int, text: String)] {
    taken.withLock { texts in
      defer { texts = [] }
      return texts
    }
  }
}
