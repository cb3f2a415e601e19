import Domain
import Encoding
import Foundation
import JSON
import Signing
import TestKit

/// What learners and providers send to a school.
extension School {
  /// The one-click opt-out that a mail program posts, with the link of the delivery's message: from its subject, or from
  /// the whole topic.
  func optOut(of delivery: Int, at time: String, fromTopic: Bool = false) throws -> JSON {
    let token = UnsubscribeToken(deliveryID: delivery, issued: try instant(time))
      .signed(with: try KeyRing(parsing: Self.keys))
    return request(
      fromTopic ? "/unsubscribe/all/\(token)" : "/unsubscribe/\(token)",
      headers: ["content-type": "application/x-www-form-urlencoded"], body: "List-Unsubscribe=One-Click", at: time)
  }

  /// Posts a signed batch of provider events about the deliveries.
  @discardableResult
  func callback(_ kind: String, of deliveries: [Int], at time: String) throws -> Spawn.Result {
    let now = try instant(time)
    let events = deliveries.map { sendGridEvent(kind, of: $0, at: now) }
    return try run("delivery-webhook", role: "rekindle_webhook", sendGrid(events, at: time))
  }

  /// What SendGrid tells of one delivery.
  func sendGridEvent(_ kind: String, of delivery: Int, at moment: Instant) -> JSON {
    [
      "event": .string(kind), "email": "learner@learn.example", "timestamp": .integer(moment.seconds),
      "sg_event_id": .string("e\(kind)\(delivery)"), "sg_message_id": .string("m\(delivery).filter"),
      "delivery_id": .string("\(delivery)"), "environment": "test",
    ]
  }

  /// SendGrid's signed batch.
  func sendGrid(_ events: [JSON], at time: String) throws -> JSON {
    let body = JSON.array(events).bytes
    let timestamp = String(try instant(time).seconds)
    let headers = [
      "content-type": "application/json", "x-twilio-email-event-webhook-timestamp": timestamp,
      "x-twilio-email-event-webhook-signature": try signer.sign(body, timestamp),
    ]
    return request("/webhooks/sendgrid", headers: headers, body: String(decoding: body, as: UTF8.self), at: time)
  }

  /// What Twilio posts: a status of a message, to the URL that it was given, or a reply.
  func twilio(
    _ form: [(name: String, value: String)], query: String = "", at time: String
  ) -> JSON {
    let url = "https://learn.example/webhooks/twilio" + (query.isEmpty ? "" : "?\(query)")
    let headers = [
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": TwilioSigner(authToken: "secret").signature(url: url, parameters: form),
    ]
    let body = String(decoding: FormEncoding.encode(form), as: UTF8.self)
    return request("/webhooks/twilio", query: query, headers: headers, body: body, at: time)
  }

  /// What Meta posts under the secret `app`: `statuses` of messages, or `messages` that somebody wrote.
  func meta(_ news: [String: JSON], at time: String) -> JSON {
    let body: JSON = [
      "object": "whatsapp_business_account",
      "entry": [["id": "1", "changes": [["field": "messages", "value": .object(news)]]]],
    ]
    let headers = ["x-hub-signature-256": BodySigner(secret: "app").signature(of: body.bytes)]
    return request("/webhooks/meta", headers: headers, body: body.text, at: time)
  }

  private func request(
    _ path: String, query: String = "", headers: [String: String], body: String, at time: String
  ) -> JSON {
    event(
      "http.request", at: time,
      data: [
        "version": "2.0", "rawPath": .string(path), "rawQueryString": .string(query),
        "headers": .object(headers.mapValues(JSON.string)),
        "requestContext": [
          "http": ["method": "POST", "path": .string(path), "sourceIp": "127.0.0.1"],
          "requestId": .string(UUID().uuidString),
        ],
        "body": .string(body), "isBase64Encoded": false,
      ])
  }

  private func instant(_ time: String) throws -> Instant {
    guard let instant = Instant(rfc3339: time) else { throw Spawn.Failure(description: "no time: \(time)") }
    return instant
  }
}
