import Channels
import Domain
import Encoding
import Foundation
import FunctionContract
import FunctionHost
import JSON
import Processes

/// A provider of each channel that takes whatever it is given and keeps a journal of its own: SendGrid's requests, Twilio's and
/// Meta's.
///
/// It answers after a while, so that who is killed is mostly killed while a message is on the wire.
final class RecordingProvider: Sendable {
  /// One message as the provider took it.
  struct Taken: Sendable {
    let delivery: Int
    let channel: Channel
    /// The mailbox or number that it was for.
    let address: String
    /// By the wall clock.
    let at: Instant
    /// The provider's id.
    let id: String
    /// Where Twilio tells what became of it.
    let callbackQuery: String
  }

  private let journal: Monitor<[Taken]>
  private let server: HTTPServer

  init() throws {
    let journal = Monitor<[Taken]>([])
    self.journal = journal
    server = try HTTPServer(HTTPServerSettings()) { exchange in
      let id = "m\(UInt64.random(in: 0 ... .max))"
      guard let taken = Self.read(exchange.target, exchange.body, id) else {
        return .now(HTTPResponse(status: 400))
      }
      journal.withLock { $0.append(taken) }
      return .after(.init(microseconds: .random(in: 50_000...300_000)), Self.acceptance(taken))
    }
  }

  deinit { server.stop() }

  /// What sends every channel's messages here.
  var settings: [String: String] {
    let address = "http://127.0.0.1:\(server.port)"
    return ["SENDGRID_BASE_URL": address, "TWILIO_BASE_URL": address, "META_BASE_URL": address]
  }

  /// Everything that it took, in order.
  var taken: [Taken] { journal.read { $0 } }

  private static func read(_ target: String, _ body: [UInt8], _ id: String) -> Taken? {
    let now = Instant(microseconds: Int(Date().timeIntervalSince1970 * 1e6))
    if target.hasPrefix("/2010-04-01/") {
      let form = FormEncoding.decodeLeniently(body)
      func field(_ name: String) -> String? { form.first { $0.name == name }?.value }
      guard let callback = field("StatusCallback")?.split(separator: "?").last, let to = field("To"),
        let delivery = callback.split(separator: "&").first(where: { $0.hasPrefix("delivery=") })
          .flatMap({ Int($0.dropFirst("delivery=".count)) })
      else { return nil }
      return Taken(
        delivery: delivery, channel: .sms, address: to, at: now, id: "SM\(id)", callbackQuery: String(callback))
    }
    guard let message = try? JSON.parse(body) else { return nil }
    if target.hasPrefix("/v3/mail/send") {
      guard let envelope = message["personalizations"]?.array?.first, let to = envelope["to"]?.array?.first?["email"],
        let delivery = envelope["custom_args"]?["delivery_id"]?.string.flatMap({ Int($0) })
      else { return nil }
      return Taken(
        delivery: delivery, channel: .email, address: to.string ?? "", at: now, id: id, callbackQuery: "")
    }
    guard let to = message["to"]?.string, let data = message["biz_opaque_callback_data"]?.string,
      let delivery = Int(data.prefix { $0.isNumber })
    else { return nil }
    return Taken(
      delivery: delivery, channel: .whatsapp, address: to.hasPrefix("+") ? to : "+\(to)", at: now, id: "wamid.\(id)",
      callbackQuery: "")
  }

  private static func acceptance(_ taken: Taken) -> HTTPResponse {
    let json = ["content-type": "application/json"]
    switch taken.channel {
    case .email: return HTTPResponse(status: 202, headers: ["x-message-id": taken.id])
    case .sms:
      let body: JSON = ["sid": .string(taken.id), "status": "queued"]
      return HTTPResponse(status: 201, headers: json, body: body.bytes)
    default:
      let body: JSON = ["messaging_product": "whatsapp", "messages": [["id": .string(taken.id)]]]
      return HTTPResponse(status: 200, headers: json, body: body.bytes)
    }
  }
}
