import Foundation
import JSON
import Store
import TestKit

/// One of the shipped campaigns, published on a database of its own: its queries as PostgreSQL has them.
struct PublishedCampaign {
  let database: TestDatabase
  private let prefix: String

  init(_ slug: String) throws { try self.init(folder: Package.root.appending(path: "campaigns/\(slug)")) }

  /// A campaign of another folder, which has its name.
  init(folder: URL) throws {
    database = try TestDatabase.current()
    prefix = "rekindle_campaigns.\(folder.lastPathComponent.replacing("-", with: "_"))_v1_"
    let event: JSON = [
      "specversion": "1.0", "id": "1", "source": "/test", "type": "deploy.publish", "time": "2026-06-30T00:00:00Z",
      "data": ["path": .string(folder.path)],
    ]
    let environment = ["DATABASE_URL": database.url(role: "rekindle_owner"), "REKINDLE_CLOCK": "event"]
    let result = try Spawn(built: "publish", environment: environment, timeout: 60).run(event.text)
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output) }
  }

  /// `learner/subject` of everybody whom the segment names at `time`, in order.
  func segment(at time: String) throws -> [String] {
    try database.rows(
      "select user_id || '/' || subject_id from \(prefix)segment($1::timestamptz) order by user_id, subject_id",
      .text(time)
    ).compactMap { $0[0] }
  }

  /// When the goal was reached as `time` knows it, in UTC; nil while it is not.
  func goal(_ learner: Int, _ subject: Int, at time: String) throws -> String? {
    try database.value(
      """
      select to_char(reached_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from \(prefix)goal($1::timestamptz, $2, $3)
      """, .text(time), .int(learner), .int(subject))
  }

  /// What the messages know; nil where there is nothing to write about.
  func context(_ learner: Int, _ subject: Int, at time: String) throws -> JSON? {
    try query("context", learner, subject, at: time)
  }

  /// The moments and facts of the steps.
  func state(_ learner: Int, _ subject: Int, at time: String) throws -> JSON? {
    try query("state", learner, subject, at: time)
  }

  private func query(_ name: String, _ learner: Int, _ subject: Int, at time: String) throws -> JSON? {
    try database.value(
      "select to_json(r)::text from (select * from \(prefix)\(name)($1::timestamptz, $2, $3)) r", .text(time),
      .int(learner),
      .int(subject)
    ).map { try JSON.parse($0) }
  }
}
