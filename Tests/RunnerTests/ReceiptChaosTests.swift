import Foundation
import Glibc
import JSON
import Signing
import Store
import Synchronization
import TestKit
import Testing

/// A burst of signed single events through the runner's gateway, while its handlers and their sessions are killed at random.
@Suite(.timeLimit(.minutes(20))) struct ReceiptChaosTests {
  private static let receipts = 500
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  private static let campaign = [
    "campaign.yaml": """
    name: receipt
    title: Receipts
    class: transactional
    topic: payment
    subject: payment
    language: en
    reason: You get this email because you have paid.
    enter: { event: lms.payment.paid, segment: segment.sql, hourly: true }
    retry: [1 minute, 1 minute, 1 minute, 1 minute]
    steps:
      - { id: receipt, on: enter, channels: [email], template: receipt }

    """,
    "segment.sql": """
    select p.user_id, p.payment_id as subject_id, null::timestamptz as last_activity_at
      from lms.payments p where p.paid_at <= as_of and p.paid_at > as_of - interval '2 days'
    """,
    "goal.sql": "select null::timestamptz as reached_at where false",
    "context.sql": """
    select u.first_name, p.payment_id::text as number, 'a payment' as subject_name
      from lms.payments p join lms.users u on u.user_id = p.user_id where p.payment_id = subject and p.user_id = learner
    """,
    "messages/receipt.email.md": """
    ---
    subject: "Your receipt {{number}}"
    preheader: "Thank you."
    button: { label: Look at it, url: "https://learn.example.org/payments" }
    ---
    Hello {{first_name}},

    payment {{number}} has come.

    {{> button}}

    """,
    "samples/learner.json": #"{"first_name": "Ann", "number": "7", "subject_name": "a payment"}"#,
  ]

  @Test func everyReceiptIsSentOnceWhateverIsKilled() throws {
    let project = try Project(campaigns: [])
    let folder = "\(project.root)/campaigns/receipt"
    for (file, text) in Self.campaign {
      let place = URL(filePath: "\(folder)/\(file)")
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: place, atomically: true, encoding: .utf8)
    }
    try FileManager.default.createDirectory(atPath: "\(project.root)/.rekindle", withIntermediateDirectories: true)
    try #"{"REKINDLE_EVENT_SECRETS":"lms:\#(Self.secret)"}"#.write(
      toFile: "\(project.root)/.rekindle/settings.json", atomically: true, encoding: .utf8)
    try project.serving(["serve", "--port", "0", "--provider-port", "0", "--json"]) { line in
      let told = try JSON.parse(line)
      let gateway = try #require(told["gateway"]?.string)
      let url = try #require(told["database"]?.string)
      let connection = try Connection(url: url)
      try connection.runScript(
        """
        insert into lms.users (user_id, first_name, email, timezone)
        select i, 'First' || i, 'learner' || i || '@learn.example', 'UTC' from generate_series(1, \(Self.receipts)) i;
        insert into lms.payments (payment_id, user_id, amount, currency, requested_at)
        select i, i, 149, 'EUR', now() - interval '1 day' from generate_series(1, \(Self.receipts)) i
        """, named: "world")
      let published = try project.run(["publish", folder])
      try #require(published.exitCode == 0, "\(published.output)\(published.log)")

      let chaos = Chaos(database: url)
      chaos.begin()
      try burst(to: gateway)
      chaos.end()
      #expect(chaos.handlers > 5 && chaos.sessions > 5, "a storm without kills shows nothing")

      let sent = "select count(*) from rekindle.message_deliveries where status = 'sent'"
      for _ in 0..<6 where try connection.texts(sent).first?.first != "\(Self.receipts)" {
        let passed = try project.run(["advance", "1h"], timeout: 300)
        try #require(passed.exitCode == 0, "\(passed.output)\(passed.log)")
      }
      let ledger = try connection.texts(
        "select concat_ws(' ', status, reason), count(*)::text from rekindle.message_deliveries group by 1")
      #expect(ledger == [["sent", "\(Self.receipts)"]])
      let mails = """
        select count(distinct d.subject_id)::text, count(*)::text from local_runner.mailbox m
          join rekindle.message_deliveries d on d.id = m.delivery_id
        """
      // The mailbox is written beside the answers.
      for _ in 0..<60 where try connection.texts(mails).first?.last != "\(Self.receipts)" {
        Thread.sleep(forTimeInterval: 0.5)
      }
      #expect(try connection.texts(mails) == [["\(Self.receipts)", "\(Self.receipts)"]], "none lost, none twice")
      #expect(try connection.texts("select rule, n::text from rekindle.violations") == [])
    }
  }

  /// Posts every event, each as often as it takes to be acknowledged, as hosts do.
  private func burst(to gateway: String) throws {
    let next = Mutex(0)
    let failures = Mutex<[String]>([])
    let group = DispatchGroup()
    for _ in 0..<12 {
      group.enter()
      Thread.detachNewThread {
        defer { group.leave() }
        while true {
          let number = next.withLock { number in
            number += 1
            return number
          }
          if number > Self.receipts { return }
          do { try tell(number, gateway) } catch { failures.withLock { $0.append("\(error)") } }
        }
      }
    }
    group.wait()
    #expect(failures.withLock { $0 } == [])
  }

  private func tell(_ number: Int, _ gateway: String) throws {
    let seconds = Int(Date().timeIntervalSince1970)
    let id = "evt_paid_\(number)"
    let body = JSON.object([
      "id": .string(id), "type": "lms.payment.paid",
      "timestamp": .string(Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()),
      "data": ["payment_id": .integer(number), "user_id": .integer(number)],
    ]).text
    guard let signer = StandardWebhookSigner(secret: Self.secret) else { return }
    let signature = signer.signature(id: id, timestamp: "\(seconds)", body: Array(body.utf8))
    for _ in 0..<200 {
      let answer = try? Project.curl([
        "-H", "content-type: application/json", "-H", "webhook-id: \(id)", "-H", "webhook-timestamp: \(seconds)", "-H",
        "webhook-signature: \(signature)", "--data-binary", body, gateway + "/events/lms",
      ])
      if answer?.status == 200 { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw Spawn.Failure(description: "event \(number) was not acknowledged")
  }

  /// Kills handlers by SIGKILL, and ends their sessions, one or the other every tenth of a second.
  private final class Chaos: Sendable {
    private struct State {
      var handlers = 0
      var sessions = 0
      var isOver = false
    }

    private let database: String
    private let state = Mutex(State())
    private let done = DispatchSemaphore(value: 0)

    init(database: String) { self.database = database }

    var handlers: Int { state.withLock { $0.handlers } }
    var sessions: Int { state.withLock { $0.sessions } }

    func begin() {
      Thread.detachNewThread { [self] in
        while !state.withLock({ $0.isOver }) {
          if Bool.random() { killHandler() } else { endSession() }
          Thread.sleep(forTimeInterval: .random(in: 0.05..<0.2))
        }
        done.signal()
      }
    }

    func end() {
      state.withLock { $0.isOver = true }
      done.wait()
    }

    private func killHandler() {
      let names: Set = ["ingest", "detect", "schedule-tick", "send-email"]
      let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
      let ours = processes.filter { pid in
        guard let name = try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8),
          names.contains(name.trimmingCharacters(in: .whitespacesAndNewlines)),
          let environment = try? String(contentsOfFile: "/proc/\(pid)/environ", encoding: .utf8),
          let socket = database.split(separator: "=").last
        else { return false }
        return environment.contains(socket)
      }
      guard let pid = ours.randomElement(), kill(pid, SIGKILL) == 0 else { return }
      state.withLock { $0.handlers += 1 }
    }

    private func endSession() {
      let ended = try? Connection(url: database).texts(
        """
        select pg_terminate_backend(pid)::text from pg_stat_activity
         where usename in ('rekindle_ingest', 'rekindle_detect', 'rekindle_tick', 'rekindle_send_email') order by random() limit 1
        """)
      if ended?.isEmpty == false { state.withLock { $0.sessions += 1 } }
    }
  }
}
