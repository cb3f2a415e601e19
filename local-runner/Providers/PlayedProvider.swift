import Domain
import Encoding
import FunctionContract
import FunctionHost
import JSON

/// The requests and answers of one provider, as far as a sender sees them (docs/providers/sendgrid.md).
enum PlayedProvider {
  case sendGrid
  case twilio

  /// The provider that a request target belongs to.
  init?(target: String) {
    if target == "/v3/mail/send" {
      self = .sendGrid
    } else if target.hasPrefix("/2010-04-01/Accounts/AC"), target.hasSuffix("/Messages.json") {
      self = .twilio
    } else {
      return nil
    }
  }

  var channel: Channel { self == .sendGrid ? .email : .sms }

  func isAuthorized(_ exchange: HTTPExchange) -> Bool {
    exchange.header("authorization")?.hasPrefix(self == .sendGrid ? "Bearer " : "Basic ") == true
  }

  func messageID(_ run: String, _ number: Int) -> String {
    switch self {
    case .sendGrid: "\(run)-\(number)"
    case .twilio: "SM" + "\(run)\(number)".hexPadded(32)
    }
  }

  func deliveryID(_ body: [UInt8]) -> String {
    switch self {
    case .sendGrid:
      let id = ByteSearch.id(after: #""delivery_id":""#, in: body)
      return id.isEmpty ? ByteSearch.id(after: #""delivery_id": ""#, in: body) : id
    case .twilio: return ByteSearch.id(after: "delivery%3D", in: body)
    }
  }

  func acceptance(_ message: AcceptedMessage, _ target: String) -> HTTPResponse {
    switch self {
    case .sendGrid: return HTTPResponse(status: 202, headers: ["x-message-id": message.id])
    case .twilio:
      let account = target.split(separator: "/").dropFirst(2).first.map(String.init) ?? ""
      let uri = target.dropLast("/Messages.json".count) + "/Messages/\(message.id).json"
      let json =
        #"{"account_sid":"\#(account)","api_version":"2010-04-01","direction":"outbound-api","error_code":null,"#
        + #""error_message":null,"num_media":"0","num_segments":"1","price":null,"price_unit":"USD","#
        + #""sid":"\#(message.id)","status":"queued","uri":"\#(uri)"}"#
      return HTTPResponse(status: 201, headers: ["content-type": "application/json"], body: Array(json.utf8))
    }
  }

  func refusal(_ status: Int) -> HTTPResponse {
    let text = [401: "authorization required", 429: "too many requests"][status] ?? "internal error"
    let body: JSON =
      switch self {
      case .sendGrid: ["errors": [["field": nil, "message": .string(text)]]]
      case .twilio:
        [
          "code": .integer([401: 20003, 429: 20429][status] ?? 20500), "message": .string(text),
          "status": .integer(status),
        ]
      }
    return HTTPResponse(status: status, headers: ["content-type": "application/json"], body: body.bytes)
  }
}

extension String {
  /// The text's bytes in hexadecimal, cut or filled with zeros to `width` digits.
  fileprivate func hexPadded(_ width: Int) -> String {
    let digits = Hexadecimal.lower.encode(utf8)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits.suffix(width)
  }
}
