import Foundation
import JSON
import TestKit
import Testing

/// What a sender that was stopped in the middle of an event does with the answers that it still gets.
@Suite(.database, .timeLimit(.minutes(20)))
struct StoppedSenderTests {
  private static let learners = 200
  private static let open = """
    select count(*) from rekindle.message_deliveries where status in ('sending', 'unknown')
    """

  /// An error that does not pass ends the event while requests are in flight: their answers are for their own messages.
  @Test func theNextEventNeverTakesTheAnswersOfTheEarlierOneForItsOwn() throws {
    let (school, provider, settings) = try school(.init(odd: 0.8, even: 2.5))
    let database = school.database
    let pieces = try school.tick(at: "2026-11-20T10:00:00Z").flatMap { $0.pieces(of: 100) }
    #expect(pieces.count == 2)
    let sender = try school.start("send-email", ["--stream"], role: "rekindle_send_email", settings: settings)
    defer { sender.signal(SIGKILL) }
    try database.run("revoke execute on function rekindle.record_outcomes from rekindle_sender")
    let failure = try JSON.parse(try sender.answer(pieces[0].bytes))
    #expect(failure["exitCode"] == 70, "\(failure)")
    #expect(try provider.taken().count == 100)
    #expect(try database.count(Self.open) == 100)

    try database.run("grant execute on function rekindle.record_outcomes to rekindle_sender")
    let reply = try JSON.parse(try sender.answer(pieces[1].bytes))
    #expect(reply["exitCode"] == nil, "\(reply)")
    #expect(
      try database.rows(
        """
        select d.id::text, d.provider_message_id from rekindle.message_deliveries d
         where d.status <> 'sent' or d.provider_message_id is distinct from 'm' || d.id
        """) == [], "each has the answer that was given to it, also those of the event that failed")
    let counts = try provider.counts()
    #expect(counts.count == Self.learners && counts.values.allSatisfy { $0 == 1 })
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  /// Neither at a next event of the same process nor in a next process is what was answered forgotten.
  @Test(arguments: [true, false])
  func whatNoDatabaseCouldBeToldIsRecordedByTheNextEvent(isWarm: Bool) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (school, provider, address) = try school(.init(odd: 0.5, even: 0.5))
    let database = school.database
    let settings = address.merging(["REKINDLE_JOURNAL_FOLDER": folder.path, "REKINDLE_TIMEOUT_MS": "15000"]) { $1 }
    let pieces = try school.tick(at: "2026-11-20T10:00:00Z").flatMap { $0.pieces(of: 100) }
    let sender = try school.start(
      "send-email", isWarm ? ["--stream"] : [], role: "rekindle_send_email", settings: settings)
    defer { if isWarm { sender.signal(SIGKILL) } }
    Thread.detachNewThread {
      try? provider.waitFor(20)
      try? database.run("alter database \(database.name) connection limit 0")
      try? database.run(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'send-email'
        """)
    }
    let isBack = try fail(sender, pieces[0], isWarm)
    try database.run("alter database \(database.name) connection limit -1")
    #expect(isBack)
    let doubtful = try database.count(Self.open)
    #expect(doubtful >= 20)
    let taken = Set(try provider.taken().map(\.delivery))

    if isWarm {
      _ = try sender.answer(pieces[1].bytes)
    } else {
      Thread.sleep(forTimeInterval: 2.1)  // a younger journal is left alone
      try school.send(pieces[1], settings: settings)
    }
    #expect(try database.count(Self.open) == 0)
    let sent = try database.rows("select id from rekindle.message_deliveries where status = 'sent'").count
    #expect(sent >= taken.count)
    for announcement in try school.tick(at: "2026-11-20T10:10:00Z") {
      try school.send(announcement, settings: settings)
    }
    #expect(
      try database.count("select count(*) from rekindle.message_deliveries where status = 'sent'") == Self.learners)
    let counts = try provider.counts()
    #expect(counts.count == Self.learners && counts.values.allSatisfy { $0 == 1 })
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  /// Has the sender fail for want of a database; whether it said so.
  private func fail(_ sender: SpawnedProcess, _ event: JSON, _ isWarm: Bool) throws -> Bool {
    if isWarm { return try JSON.parse(try sender.answer(event.bytes))["exitCode"] == 69 }
    let result = sender.finish(stdin: event.bytes, timeout: 60)
    return result.exitCode == 69
  }

  private func school(_ script: ScriptedProvider.Script) throws -> (School, ScriptedProvider, [String: String]) {
    let school = try School(concurrency: 100)
    let provider = try ScriptedProvider(.sendGrid, script)
    try school.admit(1...Self.learners, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    return (school, provider, ["SENDGRID_BASE_URL": provider.address])
  }
}
