import Foundation
import JSON
import Signing
import Store
import TestKit
import Testing

/// What operators are told: on which ways, how often, and what becomes of it when nobody takes it.
@Suite(.database, .timeLimit(.minutes(20)))
struct AlertDeliveryTests {
  @Test func anAlertIsToldByMailAndSignedWebhookAndNamesNobody() throws {
    let school = try School()
    let sink = try AlertSink()
    try school.admit(1...3, lastSeen: "2026-11-15T09:00:00Z")
    try WatchTests.block(["sendgrid"], school)
    #expect(try WatchTests.watch(school, sink, at: "2026-11-20T11:05:00Z")["told"] == 2)
    #expect(
      sink.lines == [
        "Example Academy: Alert: provider_blocked (sendgrid). A provider refuses us: 1, at least 1, of 1; "
          + "since 2026-11-20 11:05 UTC. https://learn.example/dashboard/incidents?format=html"
      ])
    let post = try #require(sink.taken.first { $0.path == "/alerts" })
    let signer = try #require(StandardWebhookSigner(secret: AlertSink.secret))
    #expect(
      signer.isValid(
        post.headers["webhook-signature"] ?? "", id: post.id, timestamp: post.headers["webhook-timestamp"] ?? "",
        body: post.body))
    let mail = try #require(sink.mails.first)
    #expect(mail["subject"] == "Alert: provider_blocked (sendgrid)")
    #expect(mail["personalizations"]?.array?.first?["to"]?.array?.first?["email"] == "ops@school.example")
    let content = mail["content"]?.array?.compactMap { $0["value"]?.string } ?? []
    #expect(content.count == 2 && content.allSatisfy { $0.contains("A provider refuses us") })
    #expect(content[0].contains("https://learn.example/dashboard/incidents?format=html"))
    #expect(!content[0].contains("preferences"))
    for post in sink.all { #expect(!String(decoding: post.body, as: UTF8.self).contains("learner")) }
  }

  @Test func aPageOfThisMachineIsLinkedWithoutTLS() throws {
    let school = try School()
    let sink = try AlertSink()
    try WatchTests.block(["sendgrid"], school)
    var settings = sink.settings
    settings["REKINDLE_PUBLIC_URL"] = "http://127.0.0.1:8080"
    let event = school.event("timer.watch", at: "2026-11-20T11:05:00Z").bytes
    let run = try school.start("watch", role: "rekindle_watch", settings: settings).finish(stdin: event, timeout: 90)
    #expect(try JSON.parse(run.stdout)["result"]?["told"] == 2, "\(run.log)")
    #expect(sink.mails.first?.text.contains("http://127.0.0.1:8080/dashboard/incidents?format=html") == true)
  }

  @Test(arguments: [500, 302, 404])
  func anAlertThatIsNotTakenIsTriedAgainUntilItIs(_ status: Int) throws {
    let school = try School()
    let sink = try AlertSink()
    sink.answer(status)
    try WatchTests.block(["sendgrid"], school)
    #expect(try WatchTests.watch(school, sink, at: "2026-11-20T11:05:00Z")["failed"] == 2)
    #expect(try WatchTests.watch(school, sink, at: "2026-11-20T11:07:00Z")["failed"] == 0, "not at once")
    #expect(try WatchTests.watch(school, sink, at: "2026-11-20T11:11:00Z")["failed"] == 2)
    let failures = try school.database.rows(
      "select distinct failure from rekindle.operator_notices where medium = 'webhook'")
    #expect(failures == [["status_\(status)"]])
    sink.answer(200)
    #expect(
      try WatchTests.watch(school, sink, at: "2026-11-20T13:00:00Z")["told"] == 4, "the alert, and that it is over")
    #expect(sink.lines.map { $0.contains(": Alert: ") } == [true, false], "\(sink.lines)")
    #expect(try WatchTests.watch(school, sink, at: "2026-11-20T14:00:00Z")["told"] == 0)
    #expect(Set(sink.all.filter { $0.path == "/alerts" }.map(\.id)).count == 2, "a repetition has the same id")
  }

  @Test func aReceiverThatIsAwayHoldsTheOthersUpForNothing() throws {
    let school = try School()
    let sink = try AlertSink()
    try WatchTests.block(["sendgrid"], school)
    var settings = sink.settings
    settings["REKINDLE_ALERT_WEBHOOK_URL"] = "http://127.0.0.1:9/alerts"
    let run = try school.start("watch", role: "rekindle_watch", settings: settings)
      .finish(stdin: school.event("timer.watch", at: "2026-11-20T11:05:00Z").bytes, timeout: 90)
    #expect(try JSON.parse(run.stdout)["result"]?["told"] == 1, "the mail has gone out: \(run.log)")
    #expect(try WatchTests.watch(school, sink, at: "2026-11-20T11:10:00Z")["told"] == 1)
    #expect(sink.lines.count == 1 && sink.mails.count == 1)
  }

  /// Without the lease of a claim they would tell some of it twice, which is how this test can fail.
  @Test(arguments: [true, false])
  func processesAtOnceTellEachIncidentOnce(_ hasLease: Bool) throws {
    let school = try School()
    let sink = try AlertSink()
    try WatchTests.block((1...12).map { "provider\($0)" }, school)
    if !hasLease { try school.database.run(Self.withoutLease) }
    let event = school.event("timer.watch", at: "2026-11-20T11:05:00Z").bytes
    let processes = try (1...6).map { _ in
      try school.start("watch", role: "rekindle_watch", settings: sink.settings)
    }
    let results = ResultBox(count: processes.count)
    DispatchQueue.concurrentPerform(iterations: processes.count) { index in
      results.set(index, processes[index].finish(stdin: event, timeout: 90))
    }
    #expect(results.all.map(\.exitCode) == [0, 0, 0, 0, 0, 0])
    #expect(try school.database.count("select count(*) from rekindle.incidents") == 12)
    #expect(Set(sink.lines).count == 12)
    #expect((sink.all.count == 24) == hasLease, "\(sink.all.count) posts")
  }

  private static let withoutLease = """
    create function public.no_lease() returns trigger language plpgsql as $$ begin new.lease_until = null; return new; end $$;
    create trigger no_lease before update on rekindle.operator_notices for each row execute function public.no_lease()
    """

  /// Who notes what was found waits for whoever does so already; who tells passes over what another tells.
  @Test func oneProcessAfterTheOtherNotesAndEachTellsWhatIsFree() throws {
    let school = try School()
    let sink = try AlertSink()
    try WatchTests.block(["sendgrid"], school)
    let holder = try school.database.connect()
    try holder.runScript(
      """
      set idle_in_transaction_session_timeout = 0;
      begin; select pg_advisory_xact_lock(hashtextextended('rekindle incidents', 0))
      """, named: "hold")
    let waiting = try school.start("watch", role: "rekindle_watch", settings: sink.settings)
    let results = ResultBox(count: 1)
    let event = school.event("timer.watch", at: "2026-11-20T11:05:00Z").bytes
    Thread.detachNewThread { results.set(0, waiting.finish(stdin: event, timeout: 90)) }
    let asks = """
      select count(*) from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
       where l.locktype = 'advisory' and not l.granted
      """
    while results.all.isEmpty, try school.database.count(asks) == 0 { Thread.sleep(forTimeInterval: 0.05) }
    #expect(results.all.isEmpty, "it did not wait")
    #expect(try school.database.count("select count(*) from rekindle.incidents") == 0)
    try holder.runScript("rollback", named: "release")
    while results.all.isEmpty { Thread.sleep(forTimeInterval: 0.05) }
    #expect(sink.all.count == 2)

    try school.database.run("update rekindle.operator_notices set sent_at = null")
    try holder.runScript(
      "begin; select from rekindle.operator_notices where medium = 'email' for update", named: "hold")
    #expect(try WatchTests.watch(school, sink, at: "2026-11-20T11:10:00Z")["told"] == 1)
    try holder.runScript("rollback", named: "release")
    #expect(sink.mails.count == 1 && sink.lines.count == 2)
  }
}
