import Domain
import JSON

/// The changes of one request: many of each kind may stand in it, and one that cannot be read holds up no other.
struct MetaChanges {
  private(set) var batch = CallbackBatch()
  /// Statuses and messages so far, read or not.
  private(set) var count = 0
  private let numberID: String?
  private let environment: String
  private let now: Instant

  /// What is said about the account or a number of it, and needs somebody's eyes.
  private static let notices: Set<String> = [
    "account_alerts", "account_review_update", "account_update", "business_capability_update",
    "message_template_quality_update",
    "phone_number_name_update", "phone_number_quality_update", "security", "template_category_update",
  ]

  init(_ body: JSON, numberID: String?, environment: String, now: Instant) {
    self.numberID = numberID
    self.environment = environment
    self.now = now
    guard body["object"] == "whatsapp_business_account", let entries = body["entry"]?.array else {
      batch.ignored = 1
      return
    }
    for entry in entries {
      let at = MetaChanges.time(entry["time"]) ?? now
      for change in entry["changes"]?.array ?? [] {
        take(change["field"]?.string ?? "", change["value"] ?? .null, at: at)
      }
    }
  }

  /// Seconds since 1970, as Meta writes them: as a text or as a number.
  static func time(_ json: JSON?) -> Instant? {
    guard let seconds = json?.integer ?? json?.string.flatMap({ $0.utf8.count <= 11 ? Int($0) : nil }),
      (0..<100_000_000_000).contains(seconds)
    else { return nil }
    return Instant(seconds: seconds)
  }

  private mutating func take(_ field: String, _ value: JSON, at: Instant) {
    switch field {
    case "messages": takeMessages(value)
    case "user_preferences": for preference in value["user_preferences"]?.array ?? [] { take(preference: preference) }
    case "message_template_status_update": takeTemplate(value, at: at)
    case _ where MetaChanges.notices.contains(field):
      let event = value["event"]?.string ?? value["current_limit"]?.string ?? ""
      batch.notices.append("\(field) \(event.prefix(40).filter { $0.isASCII && ($0.isLetter || $0 == "_") })")
    default: batch.ignored += 1
    }
  }

  private mutating func takeMessages(_ value: JSON) {
    let statuses = value["statuses"]?.array ?? []
    let messages = value["messages"]?.array ?? []
    if let numberID, let own = value["metadata"]?["phone_number_id"]?.string, own != numberID {
      batch.ignored += statuses.count + messages.count
      return
    }
    for status in statuses {
      add(MetaStatus(json: status).facts(environment: environment)) { batch, facts in
        if facts.isEmpty { batch.ignored += 1 }
        batch.facts += facts
      }
    }
    for message in messages {
      add(MetaMessage(json: message).reply(now: now)) { batch, reply in batch.replies.append(reply) }
    }
  }

  private mutating func add<Value>(
    _ result: Result<Value, CallbackBatch.Reason>, _ body: (inout CallbackBatch, Value) -> Void
  ) {
    switch result {
    case .success(let value): body(&batch, value)
    case .failure(let reason): batch.parked.append(.init(index: count, reason: reason))
    }
    count += 1
  }

  /// Who stops marketing in the app's own menu says no, by number; a yes there does not overrule what they told us.
  private mutating func take(preference: JSON) {
    guard preference["value"] == "stop", let id = preference["wa_id"]?.string, let number = WhatsAppNumber.e164(id),
      let at = MetaChanges.time(preference["timestamp"])
    else {
      batch.ignored += 1
      return
    }
    batch.replies.append(
      InboundReply(
        id: "user_preferences \(id) \(at.seconds)", from: number, channel: .whatsapp, text: "", intent: .stop,
        at: at, isAnswered: true))
  }

  private mutating func takeTemplate(_ value: JSON, at: Instant) {
    guard let name = value["message_template_name"]?.string, let language = value["message_template_language"]?.string,
      let event = value["event"]?.string, !"\(name)\(language)\(event)".utf8.contains(0)
    else {
      batch.ignored += 1
      return
    }
    let reason = value["reason"]?.string.flatMap { $0.isEmpty || $0 == "NONE" ? nil : $0.withoutControls(upTo: 500) }
    batch.templates.append(
      TemplateNews(name: name, language: language, status: event.lowercased(), reason: reason, at: at))
  }
}
