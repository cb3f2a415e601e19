import Domain
import Encoding
import Foundation
import FunctionContract
import FunctionShell
import JSON
import Signing
import Store
import TestKit

@testable import Campaigns
@testable import campaign_admin
@testable import publish

/// A database with the shipped campaign and two learners, and somebody who asks the API.
struct Desk {
  static let now = Instant(seconds: 1_795_255_200)  // 2026-11-21T10:00:00Z
  static let email = "ada.canary@learner.example"

  let database: TestDatabase

  /// Learner 1 is in courses 1 and 2 and was written to about the first; learner 2 is not enrolled.
  init(isDraft: Bool = false) throws {
    database = try TestDatabase.current()
    try publish(isDraft: isDraft)
    try database.insert(
      .course(1), .course(2),
      .learner(1, firstName: "Adacanary", zone: "UTC").with(["email": .text(Self.email)]),
      .learner(2, firstName: "Bob", zone: "UTC"), .progress(of: 1, in: 1), .recipient(1, at: Self.now - .days(9)),
      .enrollment(of: 1, in: 1, dueAt: Self.now + .days(1), at: Self.now - .days(9)),
      .enrollment(of: 1, in: 2, dueAt: Self.now + .days(2), at: Self.now - .days(8)),
      .delivery(of: 1, enrollment: 1, status: "sent", at: Self.now - .days(7)),
      .delivery(of: 1, enrollment: 2, subject: 2, status: "scheduled", at: Self.now))
  }

  /// Publishes a shipped campaign, with `change` made to its files.
  @discardableResult
  func publish(
    _ campaign: String = "course-completion", isDraft: Bool = false,
    _ change: (inout [String: String]) -> Void = { _ in }
  ) throws -> Publisher.Outcome {
    let shipped = try CampaignFolder(reading: PackageFolder.url.appending(path: "campaigns/\(campaign)").path)
    var files = shipped.files
    change(&files)
    let compiled = try CampaignCompiler.compile(CampaignFolder(path: shipped.path, files: files))
    let connection = try database.connect(role: "rekindle_owner")
    return try connection.transaction { (connection) throws(StoreError) in
      try Publisher(compiled, now: Self.now - .days(30)).publish(connection, isDryRun: false, isDraft: isDraft)
    }
  }

  /// A key with these scopes, by whose name the trail knows it.
  func key(
    _ name: String = "tester", _ scopes: Set<KeyScope> = Set(KeyScope.allCases), expiresAt: Instant = now + .days(365)
  ) throws -> String {
    let key = APIKey()
    let connection = try database.connect(role: "rekindle_admin")
    _ = try connection.first(
      InsertAPIKey(
        name: name, prefix: key.prefix, hash: key.hash, scopes: scopes, createdBy: "test", now: Self.now - .days(400),
        expiresAt: expiresAt))
    return key.text
  }

  /// What the handler answers under its own role; with `key` nil the request carries a key that may do everything.
  func ask(
    _ method: String, _ path: String, _ body: JSON? = nil, key: String? = nil, headers: [String: String] = [:],
    at now: Instant = now
  ) throws -> HTTPResponse {
    let environment = ["DATABASE_URL": database.url(role: "rekindle_admin"), "ADMIN_KEYS": "first-key"]
    var handler = try CampaignAdmin(environment: Environment(environment))
    let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
    let own = ["authorization": "Bearer \(key ?? "first-key")", "content-type": "application/json"]
    let request = HTTPRequest(
      method: method, rawPath: parts[0], rawQuery: parts.count > 1 ? parts[1] : "",
      headers: own.merging(headers) { $1 }, body: body?.bytes ?? [])
    guard case .http(let response, _) = try handler.handle(Invocation(input: .http(request, carrier: nil), now: now))
    else { return HTTPResponse(status: 0) }
    return response
  }

  /// A change of the campaign as of the revision that it has.
  func change(_ body: JSON, at now: Instant = now) throws -> HTTPResponse {
    let path = "/api/campaigns/course-completion"
    let tag = try ask("GET", path).headers["etag"] ?? ""
    return try ask("PATCH", path, body, headers: ["if-match": tag], at: now)
  }

  /// The trail as `key route subject status`.
  func trail() throws -> [String] {
    try database.rows(
      "select concat_ws(' ', key_name, route, '(' || subject || ')', status) from rekindle.audit_entries order by id"
    ).compactMap { $0[0] }
  }
}

extension HTTPResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
  var document: JSON { (try? JSON.parse(body)) ?? .null }
  /// The code of a problem, and the value that it is about.
  var problem: String {
    let error = document["errors"]?.array?.first
    let place = error?["pointer"]?.string ?? error?["parameter"]?.string ?? error?["header"]?.string
    return [document["type"]?.string?.split(separator: ":").last.map(String.init), place].compactMap { $0 }
      .joined(separator: " ")
  }
}

extension Desk {
  /// Puts the first learner's message on the worklist, where nobody has taken it.
  func putOnWorklist() throws {
    try database.run(
      """
      insert into rekindle.worklist_items
        (delivery_id, enrollment_id, user_id, campaign_id, title, body, most_tries, retry_after, pause, open_for, opened_at, not_before,
         expires_at, looked_at)
      values (1, 1, 1, 1, 'Call', 'Quiet.', 2, '3 days', '14 days', '14 days', '2026-11-20Z', '2026-11-20Z', '2026-12-04Z', '2026-11-20Z')
      """)
  }
}
