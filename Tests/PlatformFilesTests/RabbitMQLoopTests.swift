import Domain
import Foundation
import FunctionContract
import JSON
import TestKit
import Testing

/// The set for one server at work: the units' own commands, a real broker with the generated definitions, a real
/// database, and a provider on loopback.
@Suite(
  .enabled(if: Broker.isAvailable, Comment(rawValue: Broker.reason)), .database, .serialized, .timeLimit(.minutes(20)))
struct RabbitMQLoopTests {
  private let database: TestDatabase
  private let broker: Broker
  private let server: Server
  private let folder = "/tmp/rekindle-loop-\(UInt64.random(in: 0 ... .max))"

  init() throws {
    database = try TestDatabase.current()
    server = try Server(root: folder)
    broker = try Broker(folder: "\(folder)/broker")
    try server.write("settings.env", settings)
    for manifest in try CommittedFiles.manifests() {
      try server.write("secrets/\(manifest.name).env", "DATABASE_URL=\(database.url(role: manifest.databaseRole))\n")
    }
    for user in try Broker.users() {
      try server.write("amqp/\(user.trimmingPrefix("rekindle-"))", "username:\(user)\npassword:\(Broker.password)\n")
    }
  }

  private var settings: String {
    """
    EMAIL_PROVIDER=sendgrid
    REKINDLE_ENVIRONMENT=test
    REKINDLE_LINK_HOSTS=learn.example
    REKINDLE_POSTAL_ADDRESS=1 Main Street, Exampletown
    REKINDLE_PUBLIC_URL=https://learn.example
    REKINDLE_SENDER_NAME=Example Academy
    REKINDLE_FROM_EMAIL=courses@learn.example
    REKINDLE_AMQP_PORT=\(broker.port)
    REKINDLE_RETRY_SECONDS=0

    """
  }

  private func event(_ type: String, _ id: String, at time: String = "2026-11-20T02:00:00Z", data: JSON? = nil) -> JSON
  {
    var event: [String: JSON] = [
      "specversion": "1.0", "id": .string(id), "source": "/test", "type": .string(type), "time": .string(time),
    ]
    event["data"] = data
    return .object(event)
  }

  @Test func aTimersEventBecomesASentMessageBadEventsAreSetAsideNothingElseMayBeTouched() throws {
    try theTimerPublishes()
    try startTheCrashingFunction()
    try aTickBecomesAMessage()
    try aBadEventIsSetAside()
    try anEventInHandIsFinishedOnStop()
    try aUserMayDoNothingElse()
    try theCrashingFunctionIsGivenUp()
  }

  /// After a day without timers: what was missed fires once, and a second start fires nothing of it again.
  private func theTimerPublishes() throws {
    let state = "\(folder)/var/lib/rekindle-timers"
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    let yesterday = Int(Date().timeIntervalSince1970) / 60 - 24 * 60
    try "\(yesterday)\n".write(toFile: "\(state)/minute", atomically: true, encoding: .utf8)
    let timers = try server.start("rekindle-timers.service")
    var letter: String?
    try waitUntil("a timer's event is published") {
      letter = try broker.take("fn.rollup")
      return letter != nil
    }
    let event = try JSON.parse(try #require(letter))
    #expect(event["type"] == "timer.rollup" && event["id"]?.string?.hasPrefix("timer.rollup-") == true)
    #expect(server.stop(timers).exitCode == 0, "\(server.log("rekindle-timers.service"))")
    #expect(Int(try String(contentsOfFile: "\(state)/minute", encoding: .utf8).dropLast()) ?? 0 > yesterday)
    let again = try server.start("rekindle-timers.service")
    usleep(1_500_000)
    #expect(server.stop(again).exitCode == 0)
    #expect(try broker.take("fn.rollup") == nil)
    for queue in ["fn.detect", "fn.schedule-tick", "fn.cleanup"] { while try broker.take(queue) != nil {} }
  }

  private func aTickBecomesAMessage() throws {
    let acceptances = "\(folder)/accepted.jsonl"
    let sink = try Spawn(built: "local-runner", ["sink", "--log", acceptances], timeout: 600).start()
    defer { sink.signal(SIGKILL) }
    try server.write(
      "secrets/send-email.env",
      """
      DATABASE_URL=\(database.url(role: "rekindle_send_email"))
      REKINDLE_SIGNING_KEYS=k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8
      SENDGRID_API_KEY=SG.test
      SENDGRID_BASE_URL=\(try sink.firstLine())
      """)
    let published = try server.run("rekindle-publish.service")
    #expect(published.exitCode == 0, "\(published.log)")
    try server.write("settings.env", settings + "REKINDLE_CLOCK=event\n")
    try database.run(
      """
      insert into lms.courses (course_id, name, starts_on, ends_on, url)
      values (1, 'Reading an ECG', '2026-01-01', '2027-12-31', 'https://learn.example/courses/1');
      insert into lms.users (user_id, first_name, email, timezone) values (1, 'A', '1@learn.example', 'UTC');
      insert into lms.user_activities (user_id, course_id, activity_date, activity_type)
      values (1, 1, '2026-11-10T09:00:00Z', 'course_page_view');
      """)
    for unit in ["detect@1", "schedule-tick@1", "schedule-tick@2", "send-email@1", "send-email@2"] {
      try server.start("rekindle-\(unit).service")
    }

    #expect(try broker.publish(event("timer.detect", "d1", at: "2026-11-20T08:00:00Z"), as: "rekindle-timers") == 0)
    try waitUntil("the learner is enrolled") {
      try database.count("select count(*) from rekindle.campaign_enrollments") == 1
    }
    #expect(
      try broker.publish(event("timer.schedule-tick", "t1", at: "2026-11-20T09:30:00Z"), as: "rekindle-timers") == 0)
    try waitUntil("the message is sent") {
      try database.count("select count(*) from rekindle.message_deliveries where status = 'sent'") == 1
    }
    #expect(try String(contentsOfFile: acceptances, encoding: .utf8).split(separator: "\n").count == 1)
    for queue in ["fn.detect.dead", "fn.schedule-tick.dead", "fn.send-email.dead", "rekindle.unrouted"] {
      #expect(try broker.take(queue) == nil, "\(queue)")
    }
  }

  private func aBadEventIsSetAside() throws {
    #expect(try broker.publish(event("delivery.email.due", "poison", data: ["ids": "none"])) == 0)
    try waitUntil("the event is set aside") {
      guard let letter = try broker.take("fn.send-email.dead") else { return false }
      return try JSON.parse(letter)["id"] == "poison"
    }
    #expect(try broker.publish(event("nobody.listens", "lost")) == 0)
    try waitUntil("the event is kept") { try broker.take("rekindle.unrouted") != nil }
  }

  private func startTheCrashingFunction() throws {
    try server.replace(
      "rollup",
      with: """
        event=$(cat); id=$(echo "$event" | sed 's/.*"id":"\\([a-z0-9]*\\)".*/\\1/'); echo "$id" >>\(folder)/tries
        case $id in crash*) exit 70 ;; *) echo '{"events":[],"result":{}}' ;; esac
        """)
    for id in ["well1", "crash1", "well2", "well3", "crash2", "crash3", "well4"] {
      #expect(try broker.publish(event("timer.rollup", id)) == 0)
    }
    try server.start("rekindle-rollup@1.service")
  }

  /// After six deliveries each: the first, and five more that the queue allows.
  ///
  /// What succeeds takes none from its neighbours.
  private func theCrashingFunctionIsGivenUp() throws {
    var given: Set<String> = []
    try waitUntil("the broker gives up") {
      if let letter = try broker.take("fn.rollup.dead") { given.insert(try JSON.parse(letter)["id"]?.string ?? "") }
      return given.count == 3
    }
    #expect(given == ["crash1", "crash2", "crash3"])
    func tries() throws -> [String: Int] {
      let text = try String(contentsOfFile: "\(folder)/tries", encoding: .utf8)
      return Dictionary(text.split(separator: "\n").map { (String($0), 1) }, uniquingKeysWith: +)
    }
    try waitUntil("the last one has had its turn") { try tries()["well4"] != nil }
    let counts = try tries()
    #expect(
      counts == ["well1": 1, "well2": 1, "well3": 1, "well4": 1, "crash1": 6, "crash2": 6, "crash3": 6], "\(counts)")
  }

  private func anEventInHandIsFinishedOnStop() throws {
    try server.replace(
      "cleanup",
      with: """
        cat >/dev/null; echo >>\(folder)/starts
        [ -e \(folder)/later ] || { touch \(folder)/later; echo '{"errorType":"A.B","errorMessage":"c"}'; exit 75; }
        sleep 1; echo '{"events":[],"result":{}}'; echo >>\(folder)/ends
        """)
    let consumer = try server.start("rekindle-cleanup@1.service")
    #expect(try broker.publish(event("timer.cleanup", "slow")) == 0)
    try waitUntil("the second delivery has begun") {
      (try? String(contentsOfFile: "\(folder)/starts", encoding: .utf8).count) == 2
    }
    #expect(server.stop(consumer).exitCode == 0)
    #expect(try String(contentsOfFile: "\(folder)/ends", encoding: .utf8).count == 1)
    #expect(try broker.take("fn.cleanup") == nil)
    #expect(try broker.take("fn.cleanup.dead") == nil)
  }

  private func aUserMayDoNothingElse() throws {
    #expect(try broker.publish(event("timer.detect", "x"), as: "rekindle-send-email") != 0)
    #expect(try broker.publish(event("delivery.email.due", "x"), as: "rekindle-timers") != 0)
    #expect(try broker.publish(event("delivery.email.due", "x"), as: "rekindle-outside") != 0)
    for queue in ["fn.detect", "fn.send-email.dead"] {
      #expect(try broker.amqp("consume", as: "rekindle-send-email", ["-q", queue, "-c", "1", "cat"]).exitCode != 0)
    }
    let foreign = ["-e", "rekindle.dead", "-r", "detect", "-b", "x"]
    #expect(try broker.amqp("publish", as: "rekindle-send-email", foreign).exitCode != 0)
  }
}
