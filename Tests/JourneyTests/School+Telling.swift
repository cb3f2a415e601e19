import Domain
import Foundation
import JSON
import Signing
import TestKit

/// What the platform tells, signed as hosts sign.
extension School {
  static let eventSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  /// A request that tells one event; told with the same `id` it is the same event.
  func telling(_ type: String, at time: String, id: String = UUID().uuidString, _ data: JSON) throws -> JSON {
    let body = JSON.object([
      "id": .string(id), "type": .string(type), "timestamp": .string(time), "data": data,
    ]).text
    guard let now = Instant(rfc3339: time), let signer = StandardWebhookSigner(secret: Self.eventSecret) else {
      throw Spawn.Failure(description: "no time or no secret")
    }
    let request: JSON = [
      "version": "2.0", "rawPath": "/events/lms", "rawQueryString": "", "isBase64Encoded": false, "body": .string(body),
      "headers": [
        "webhook-id": .string(id), "webhook-timestamp": .string("\(now.seconds)"),
        "webhook-signature": .string(
          signer.signature(id: id, timestamp: "\(now.seconds)", body: Array(body.utf8))),
      ],
      "requestContext": [
        "http": ["method": "POST", "path": "/events/lms", "sourceIp": "192.0.2.1"], "requestId": .string(id),
      ],
    ]
    return event("http.request", at: time, data: request)
  }

  /// Tells one event and returns what it became, with the events that follow from it.
  @discardableResult
  func tell(
    _ type: String, at time: String, id: String = UUID().uuidString, _ data: JSON
  ) throws -> (status: String, events: [JSON]) {
    let result = try run("ingest", role: "rekindle_ingest", telling(type, at: time, id: id, data))
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output + result.log) }
    let reply = try JSON.parse(result.stdout)
    let body = try JSON.parse(reply["body"]?.string ?? "null")
    let told = body["events"]?.array?.first
    let words = [told?["status"]?.string, told?["reason"]?.string].compactMap(\.self)
    return (words.joined(separator: ":"), reply["events"]?.array ?? [])
  }
}
