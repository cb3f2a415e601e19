import Cryptography
import Domain
import FunctionContract
import Signing
import TestKit
import Testing

/// Plays SendGrid: batches of events under a key of its own.
struct SendGridPlayer: Sendable {
  enum Event {
    case raw(String)
    static func event(
      _ name: String, delivery: Int, minutesAgo: Int = 1, environment: String = "test"
    ) -> Event {
      .raw(
        """
        {"email":"ada.canary@learner.example","event":"\(name)","timestamp":\(Ledger.now.seconds - minutesAgo * 60),\
        "sg_event_id":"ZGVs","sg_message_id":"AbC\(delivery).recvd-5d4-1-65A0-1.0","category":["course"],\
        "delivery_id":"\(delivery)","environment":"\(environment)"}
        """)
    }
  }

  private let privateKey: String
  let publicKey: String

  init() throws {
    guard let key = ECDSAPrivateKey() else { throw Spawn.Failure(description: "no random key") }
    privateKey = key.base64
    publicKey = key.publicKeyBase64
  }

  func request(_ events: [Event]) throws -> HTTPRequest {
    let elements = events.map { event in
      switch event {
      case .raw(let text): text
      }
    }
    var request = HTTPRequest(
      method: "POST", rawPath: "/webhooks/sendgrid",
      headers: [
        "content-type": "application/json", "x-twilio-email-event-webhook-timestamp": String(Ledger.now.seconds),
      ], body: Array("[\(elements.joined(separator: ",\r\n"))]\r\n".utf8))
    request.headers["x-twilio-email-event-webhook-signature"] = try signature(of: request)
    return request
  }

  func signature(of request: HTTPRequest) throws -> String {
    guard let signer = SendGridEventSigner(privateKeyBase64: privateKey) else {
      throw Spawn.Failure(description: "the key cannot be read")
    }
    let timestamp = request.headers["x-twilio-email-event-webhook-timestamp"] ?? ""
    let signature = signer.signature(body: request.body, timestamp: timestamp)
    return try #require(signature)
  }
}
