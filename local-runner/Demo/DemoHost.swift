import Domain
import FunctionContract
import FunctionHost
import JSON
import Signing
import Store

/// The platform of the demo: what it tells goes signed and over HTTP to `ingest`, what it asks to the API.
struct DemoHost {
  let rehearsal: Rehearsal
  /// The week's first day: tomorrow.
  private let today: Instant
  private let signer: StandardWebhookSigner
  private let port: UInt16

  init(_ rehearsal: Rehearsal, _ settings: LocalSettings) throws(RunnerError) {
    let secret = settings["REKINDLE_EVENT_SECRETS"].split(separator: ":").last ?? ""
    guard let signer = StandardWebhookSigner(secret: secret) else {
      throw RunnerError(.configuration, "REKINDLE_EVENT_SECRETS has no secret to sign with")
    }
    self.rehearsal = rehearsal
    self.signer = signer
    today = rehearsal.clock.now.startOfDay + .days(1)
    port = UInt16(rehearsal.stage.entrance.split(separator: ":").last ?? "") ?? 0
  }

  var now: Instant { rehearsal.clock.now }

  /// Nine in the morning, UTC, of a day of the week.
  func morning(_ day: Int) -> Instant { today + .days(day) + .hours(9) }

  /// Lets time pass until `end`, with all that falls due.
  func pass(to end: Instant) throws(RunnerError) {
    if end > now { try rehearsal.run(to: end, step: .days(1)) }
  }

  /// Tells one event, which must be taken, and waits for all that it causes.
  func tell(_ type: String, _ data: JSON) throws(RunnerError) {
    let id = "evt_\(WallClock.now.microseconds)"  // of events of one moment the higher id counts
    let body: JSON = [
      "id": .string(id), "type": .string(type), "timestamp": .string(now.rfc3339), "data": data,
    ]
    let seconds = String(now.seconds)
    let answer = LoopbackClient.ask(
      port: port, "/events/lms", method: "POST",
      headers: [
        "Content-Type": "application/json", "webhook-id": id, "webhook-timestamp": seconds,
        "webhook-signature": signer.signature(id: id, timestamp: seconds, body: body.bytes),
      ], body: body.bytes, within: 60)
    let told = answer.flatMap { try? JSON.parse($0.body) }?["events"]?.array?.first
    try Promise.keep(
      answer?.status == 200 && told?["status"] == "taken", "\(type) was answered \(told?.text ?? "nothing")")
    try rehearsal.settle()
  }

  /// Tells that a learner is there, who lives by UTC unless a zone is named.
  func admit(_ learner: DemoPerson, zone: String = "Etc/UTC") throws(RunnerError) {
    try tell(
      "lms.learner.updated",
      [
        "user_id": .integer(learner.id), "first_name": .string(learner.firstName),
        "last_name": .string(learner.lastName), "email": .string(learner.email), "timezone": .string(zone),
      ])
  }

  /// What the API answers an administrator; the status must be one of success.
  func ask(_ method: String, _ path: String, _ body: JSON? = nil) throws(RunnerError) -> JSON {
    let key = rehearsal.stage.environment["ADMIN_KEYS"]?.split(separator: ",").first ?? ""
    var headers = ["Authorization": "Bearer \(key)"]
    if body != nil { headers["Content-Type"] = "application/json" }
    let answer = LoopbackClient.ask(
      port: port, path, method: method, headers: headers, body: body?.bytes ?? [], within: 60)
    let json = answer.flatMap { try? JSON.parse($0.body) } ?? .null
    try Promise.keep((200..<300).contains(answer?.status ?? 0), "\(method) \(path) was answered \(json.text)")
    return json
  }

  /// What a report of the dashboard says.
  func report(_ path: String, _ query: String) throws(RunnerError) -> JSON {
    let answer = rehearsal.ask("GET", path, query: query, key: "DASHBOARD_KEYS")
    let json = (try? JSON.parse(answer.body)) ?? .null
    try Promise.keep(answer.status == 200, "GET \(path) was answered \(json.text)")
    return json
  }

  /// What went out to one person of one campaign, in its order.
  func sent(to learner: Int, _ campaign: String) throws(RunnerError) -> [SequenceMessage] {
    try rehearsal.rows(ReadSequence(learner: learner, campaign: campaign))
  }

  /// A message as the mailbox has it.
  func mail(_ message: SequenceMessage) throws(RunnerError) -> Mail {
    let found = try rehearsal.stage.mailbox?.messages(
      ReadMail(words: String(message.delivery), channel: message.channel.rawValue, limit: 1_000_000))
    guard let mail = found?.first(where: { $0.deliveryID == message.delivery }) else {
      throw RunnerError(.software, "BROKEN: no provider took delivery \(message.delivery)")
    }
    return mail
  }

  /// A line about a message: its time, its channel and what its reader sees first.
  func line(_ message: SequenceMessage) throws(RunnerError) -> String {
    let subject = try mail(message).read(at: rehearsal.stage.address).subject
    return stamp(message.sentAt) + "\(message.channel.traits.label): “\(subject.onOneLine)”"
  }

  /// The day of the week and the minute, before a line.
  func stamp(_ time: Instant) -> String {
    "day \((time - today).seconds / 86_400), \(time.rfc3339.dropFirst(11).prefix(5))  "
  }
}
