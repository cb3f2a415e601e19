import Foundation
import JSON
import TestKit
import Testing

/// The built `publish` on a database of its own.
struct Publishing {
  let database: TestDatabase

  init() throws { database = try TestDatabase.current() }

  /// What `publish` answers for a folder.
  func publish(_ path: String, isDryRun: Bool = false) throws -> (code: Int32, reply: JSON) {
    let event: JSON = [
      "specversion": "1.0", "id": "test", "source": "/test", "type": "deploy.publish", "time": "2026-06-30T00:00:00Z",
      "data": ["path": .string(path), "dryRun": .bool(isDryRun)],
    ]
    let environment = ["DATABASE_URL": database.url(role: "rekindle_owner"), "REKINDLE_CLOCK": "event"]
    let result = try Spawn(built: "publish", environment: environment, timeout: 60).run(event.text)
    return (result.exitCode, try JSON.parse(result.output))
  }

  /// `course-completion` in a folder of its own with `change` made to it.
  func edited(_ file: String = "", _ old: String = "", _ new: String = "") throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "campaigns-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let campaign = folder.appending(path: "course-completion")
    try FileManager.default.copyItem(at: Package.root.appending(path: "campaigns/course-completion"), to: campaign)
    if !file.isEmpty {
      let text = try String(contentsOf: campaign.appending(path: file), encoding: .utf8)
      try #require(text.contains(old))
      try text.replacing(old, with: new).write(to: campaign.appending(path: file), atomically: true, encoding: .utf8)
    }
    return folder.path
  }

  static let shipped = Package.root.appending(path: "campaigns/course-completion").path
}
