import Domain
import FunctionContract
import FunctionShell
import JSON
import Signing
import Store
import TestKit

@testable import ingest

/// A platform that tells events, and the handler that takes them under its own role.
struct Host {
  static let now = Instant(seconds: 1_795_140_000)  // 2026-11-20T02:00:00Z
  static let key = "lrs:a-secret-of-the-lrs"
  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  let database: TestDatabase

  init() throws {
    database = try TestDatabase.current()
    try database.run(
      """
      insert into lms_data.users (user_id, first_name, email) values
        (1, 'Ana', 'ana@example.org'), (2, 'Ben', 'Ben <ben@example.org>'), (7, 'Maya', 'shared@example.org'),
        (8, 'Mila', 'shared@example.org');
      insert into lms_data.courses (course_id, name, url) values
        (10, 'Nutrition', 'https://learn.example.org/courses/10'), (1, 'All', 'https://learn.example.org/courses/1/');
      """)
  }

  /// An event as a host writes it.
  static func event(
    _ id: String, _ type: String, at: String = "2026-11-20T01:00:00Z", _ data: JSON
  ) -> JSON {
    ["id": .string(id), "type": .string(type), "timestamp": .string(at), "data": data]
  }

  static func activity(_ id: String, learner: Int = 1, at: String = "2026-11-20T01:00:00Z") -> JSON {
    event(
      id, "lms.activity.recorded", at: at,
      ["user_id": .integer(learner), "course_id": 10, "activity_type": "lesson"])
  }

  static func signed(
    _ body: [UInt8], id: String = "msg_1", secret: String = Host.secret, seconds: Int = now.seconds,
    source: String = "lms"
  ) throws -> HTTPRequest {
    guard let signer = StandardWebhookSigner(secret: secret) else { throw Spawn.Failure(description: "no secret") }
    let signature = signer.signature(id: id, timestamp: String(seconds), body: body)
    return HTTPRequest(
      method: "POST", rawPath: "/events/\(source)",
      headers: [
        "content-type": "application/json", "webhook-id": id, "webhook-timestamp": String(seconds),
        "webhook-signature": signature,
      ], body: body)
  }

  /// The whole reply to a request.
  func reply(_ request: HTTPRequest, at now: Instant = Host.now, secrets: String? = nil) throws -> Reply {
    var handler = try Ingest(
      environment: Environment([
        "DATABASE_URL": database.url(role: "rekindle_ingest"),
        "REKINDLE_EVENT_SECRETS": secrets ?? "lms:\(Host.secret),crm:\(Host.secret)",
        "REKINDLE_XAPI_KEYS": Host.key, "REKINDLE_XAPI_HOME_PAGE": "https://learn.example.org",
      ]))
    return try handler.handle(Invocation(input: .http(request, carrier: nil), now: now))
  }

  func answer(_ request: HTTPRequest, at now: Instant = Host.now, secrets: String? = nil) throws -> HTTPResponse {
    guard case .http(let response, _) = try reply(request, at: now, secrets: secrets) else {
      throw Spawn.Failure(description: "no answer")
    }
    return response
  }

  /// What became of events that were told in one request, as `status` and, after a colon, the reason.
  func tell(_ events: JSON..., id: String = "msg_1", source: String = "lms") throws -> [String] {
    let response = try answer(try Host.signed(JSON.array(events).bytes, id: id, source: source))
    guard response.status == 200 else { return ["\(response.status)"] }
    return try JSON.parse(response.body)["events"]?.array?.map { event in
      (event["status"]?.string ?? "") + (event["reason"]?.string.map { ":" + $0 } ?? "")
    } ?? []
  }
}
