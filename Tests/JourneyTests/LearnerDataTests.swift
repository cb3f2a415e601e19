import Domain
import Foundation
import FunctionContract
import JSON
import Store
import TestKit
import Testing

/// Real learners: what the definition of a quiet learner gives (X-24), and a month of promises.
@Suite(
  .enabled(if: LearnerData.isPresent, "../shared/data/oulad is not beside this checkout"), .timeLimit(.minutes(30)))
struct LearnerDataTests {
  @Test
  func detectionEnrolsExactlyTheQuietAndSimulating30DaysHoldsEveryCapAndGap() throws {
    let data = try LearnerData()
    defer { data.stop() }
    try data.runner("import", data.folder.appending(path: "mapped").path, "--source", "oulad")
    try data.runner("publish", PackageFolder.url.appending(path: "campaigns/course-completion").path)
    for (date, states) in try data.states() {
      let enrolled = try data.detect(on: date)
      #expect(enrolled == (try data.definition(on: date)), "on \(date)")
      for state in states {
        let isOpen = !state.isCompleted && !state.isWithdrawn && !state.isCourseOver
        if enrolled.contains(state.pair) {
          #expect(isOpen && state.daysIdle >= 3, "\(date): \(state.pair) came back, finished or left")
        } else if isOpen, (3...30).contains(state.daysIdle) {
          let handedIn = try data.handedIn(state.pair, within: 3, before: date)
          #expect(handedIn, "\(date): \(state.pair) is quiet and was missed")
        }
      }
    }
    let simulated = try data.runner("simulate", "--days", "30", "--from", "2013-10-20", "--json")
    let report = try JSON.parse(simulated.output.split(separator: "\n").last.map(String.init) ?? "")
    #expect(report["violations"] == [], "\(simulated.output.suffix(2000))")
    #expect(simulated.exitCode == 0)
  }
}

/// A runner's stage of its own in a temporary folder, and what the data say.
struct LearnerData {
  struct Pair: Hashable {
    let userID: String
    let courseID: String
  }

  struct State {
    let pair: Pair
    let daysIdle: Int
    let isCompleted: Bool
    let isWithdrawn: Bool
    let isCourseOver: Bool
  }

  static let place = PackageFolder.url.deletingLastPathComponent().appending(path: "shared/data/oulad")
  static var isPresent: Bool { FileManager.default.fileExists(atPath: place.appending(path: "mapped").path) }

  let folder = LearnerData.place
  private let root: URL

  init() throws {
    root = URL(filePath: ScratchFolder.root).appending(path: "rekindle-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for name in ["functions", "campaigns", "infra"] {
      try FileManager.default.createSymbolicLink(
        at: root.appending(path: name), withDestinationURL: PackageFolder.url.appending(path: name))
    }
  }

  func stop() {
    _ = try? runner("database", "stop")
    try? FileManager.default.removeItem(at: root)
  }

  @discardableResult
  func runner(_ arguments: String...) throws -> Spawn.Result {
    let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": root.path]
    let result = try Spawn(
      built: "local-runner", arguments + ["--root", root.path], environment: environment, timeout: 1600
    ).run()
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.log + result.output) }
    return result
  }

  /// Imports one learner in so many, with all courses.
  func importPart(oneIn share: Int) throws {
    let part = root.appending(path: "part")
    let mapped = folder.appending(path: "mapped")
    try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
    for file in try FileManager.default.contentsOfDirectory(atPath: mapped.path) {
      let lines = try Spawn("/bin/gzip", ["-dc", mapped.appending(path: file).path]).run().output.split(separator: "\n")
      let kept = lines.enumerated().filter { place, line in
        place == 0 || file.hasPrefix("courses") || (Int(line.prefix { $0 != "," }) ?? 0) % share == 0
      }
      let name = file.replacing(".gz", with: "")
      try kept.map { String($0.element) }.joined(separator: "\n").write(
        to: part.appending(path: name), atomically: true, encoding: .utf8)
    }
    try runner("import", part.path, "--source", "oulad")
  }

  /// Each date of the expected states with its rows.
  func states() throws -> [(date: String, states: [State])] {
    let file = folder.appending(path: "expected/state_by_as_of.csv.gz").path
    let text = try Spawn("/bin/gzip", ["-dc", file]).run().output
    var states: [String: [State]] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let row = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let pair = Pair(userID: row[1], courseID: row[2])
      states[row[0], default: []].append(
        State(
          pair: pair, daysIdle: Int(row[4]) ?? -1, isCompleted: row[6] == "1", isWithdrawn: row[7] == "1",
          isCourseOver: row[8] == "1"))
    }
    return states.keys.sorted().map { ($0, states[$0] ?? []) }
  }

  /// What the handler enrols on the evening of a day, as if it had never run before.
  func detect(on date: String) throws -> Set<Pair> {
    let url = try runner("database", "url").output.trimmingCharacters(in: .whitespacesAndNewlines)
    let connection = try Connection(url: url)
    try connection.runScript(
      "delete from rekindle.recipients; select oulad.play('\(date) 20:00Z')", named: "a fresh start")
    let event: JSON = [
      "specversion": "1.0", "id": .string(date), "source": "/timers", "type": "timer.detect",
      "time": .string("\(date)T20:00:00Z"),
    ]
    let role = url.replacing("postgres@", with: "rekindle_detect@")
    let reply = try Spawn(
      built: "detect", environment: ["DATABASE_URL": role, "REKINDLE_CLOCK": "event"], timeout: 120
    ).run(event.text)
    #expect(reply.exitCode == 0, "\(reply.log)")
    return try pairs("select user_id::text, subject_id::text from rekindle.campaign_enrollments", connection)
  }

  /// The definition, read off the data themselves: days without a view or a submission, in courses that go on.
  func definition(on date: String) throws -> Set<Pair> {
    try pairs(
      """
      with last as (
        select user_id, course_id, max(activity_date) as day from oulad.user_activities
         where activity_type in ('course_page_view', 'assessment_submitted') and activity_date <= '\(date)' group by 1, 2)
      select l.user_id::text, l.course_id::text
        from last l join oulad.enrolments e using (user_id, course_id) join oulad.courses c using (course_id)
       where date '\(date)' - l.day between 3 and 30 and coalesce(e.unenrolled_on > '\(date)', true)
         and c.ends_on_assumed >= '\(date)'
         and not exists (select from oulad.progress_events p where p.user_id = l.user_id and p.course_id = l.course_id
                          and p.completion_percentage >= 100 and p.occurred_on <= '\(date)')
      """, connect())
  }

  func handedIn(_ pair: Pair, within days: Int, before date: String) throws -> Bool {
    let rows = try connect().texts(
      """
      select 1::text from oulad.user_activities where user_id = \(pair.userID) and course_id = \(pair.courseID)
         and activity_type = 'assessment_submitted' and activity_date > date '\(date)' - \(days) and activity_date <= '\(date)'
      """)
    return !rows.isEmpty
  }

  /// The runner's own database, or the copy that a simulation kept.
  func connect(_ database: String? = nil) throws -> Connection {
    let url = try runner("database", "url").output.trimmingCharacters(in: .whitespacesAndNewlines)
    return try Connection(url: database.map { url.replacing("/rekindle?", with: "/\($0)?") } ?? url)
  }

  /// The runner's own database, for handlers that others start.
  func database() throws -> TestDatabase {
    let url = try runner("database", "url").output.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let folder = url.split(separator: "?host=").last?.removingPercentEncoding else {
      throw Spawn.Failure(description: "no folder of a socket in \(url)")
    }
    return TestDatabase(name: "rekindle", on: Cluster(socketDirectory: folder))
  }

  private func pairs(_ sql: String, _ connection: borrowing Connection) throws -> Set<Pair> {
    Set(try connection.texts(sql).map { Pair(userID: $0[0] ?? "", courseID: $0[1] ?? "") })
  }
}
