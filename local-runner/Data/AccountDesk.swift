import Domain
import FunctionContract
import JSON
import Signing
import Store

/// The part of an invented platform that makes the accounts it is asked for, and answers with signed events as a host does; where
/// nothing is invented, nobody answers.
struct AccountDesk: Sendable {
  let database: ConnectionSettings
  /// What the platform signs with.
  let secret: String
  /// Takes a request to `POST /events/lms`.
  let deliver: @Sendable (HTTPRequest) -> HTTPResponse

  /// Takes an event that no handler consumes; returns what went wrong.
  func hear(_ event: CloudEvent) -> String? {
    guard let submission = event.data?["cta_submission_id"]?.string, let time = event.time else { return nil }
    do throws(StoreError) {
      let connection = try Connection(database)
      let desk = "invented.open_account(text, timestamptz)"
      let isThere = try connection.texts("select to_regprocedure($1)::text", [.text(desk)]).first?.first ?? nil
      if isThere == nil { return nil }
      switch event.type {
      case "host.account.requested": return try open(submission, at: time, connection)
      case "host.password.made": return try set(event, submission, at: time, connection)
      default: return nil
      }
    } catch {
      return "the invented platform made no account: \(error.message)"
    }
  }

  private func open(
    _ submission: String, at time: Instant, _ connection: borrowing Connection
  ) throws(StoreError) -> String? {
    let account = try connection.texts(
      "select user_id::text, is_new::text from invented.open_account($1, $2)", [.text(submission), .instant(time)]
    ).first
    guard let user = account?[0].flatMap({ Int($0) }) else {
      return "the invented platform knows no request of this name"
    }
    return tell(
      "lms.account.created", submission, at: time,
      [
        "user_id": .integer(user), "is_new": .bool(account?[1] == "true"),
        "login_url": "https://learn.example.org/login",
        "profile_url": .string("https://learn.example.org/people/\(user)"),
      ])
  }

  private func set(
    _ event: CloudEvent, _ submission: String, at time: Instant, _ connection: borrowing Connection
  ) throws(StoreError) -> String? {
    guard let hash = event.data?["password_hash"]?.string, let number = event.data?["number"] else { return nil }
    _ = try connection.texts("select invented.set_password($1, $2)", [.text(submission), .text(hash)])
    return tell("lms.password.set", submission, at: time, ["number": number])
  }

  /// Tells one event, signed; the id is made of what it answers, so that it is taken once.
  private func tell(_ type: String, _ submission: String, at time: Instant, _ data: [String: JSON]) -> String? {
    let id = "\(type):\(submission):\(data["number"]?.integer ?? 0)"
    let body = JSON.object([
      "id": .string(id), "type": .string(type), "timestamp": .string(time.rfc3339),
      "data": .object(data.merging(["cta_submission_id": .string(submission)]) { $1 }),
    ]).bytes
    guard let signer = StandardWebhookSigner(secret: secret) else { return "the invented platform has no secret" }
    let answer = deliver(
      HTTPRequest(
        method: "POST", rawPath: "/events/lms",
        headers: [
          "content-type": "application/json", "webhook-id": id, "webhook-timestamp": String(time.seconds),
          "webhook-signature": signer.signature(id: id, timestamp: String(time.seconds), body: body),
        ], body: body, time: time))
    return answer.status == 200 ? nil : "the invented platform was answered \(answer.status)"
  }
}
