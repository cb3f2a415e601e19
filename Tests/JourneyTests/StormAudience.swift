import Domain
import Foundation
import JSON
import Store
import TestKit

/// The learners behind the addresses that a storm's messages go to, as the host's data have them, and what they and the
/// providers answer.
struct StormAudience {
  /// A message, and how the provider took it.
  typealias Message = (message: StormMessage, taken: RecordingProvider.Taken)

  private struct Subject {
    let campaign, topic, subjectType: String
    let subject, step: Int
  }

  private let school: School
  private let clock: StormClock
  private let learners: [String: Int]
  private let zones: [Int: TimeZone]
  private let numbers: [Int: String]

  init(_ school: School, _ clock: StormClock) throws {
    self.school = school
    self.clock = clock
    let rows = try school.database.connect().texts(
      "select user_id::text, coalesce(email, ''), coalesce(phone_number, ''), coalesce(timezone, '') from lms_data.users"
    )
    var (learners, zones, numbers) = ([String: Int](), [Int: TimeZone](), [Int: String]())
    for row in rows {
      guard let id = row[0].flatMap({ Int($0) }), let email = row[1], let phone = row[2] else { continue }
      learners[email] = id
      learners[phone] = id
      numbers[id] = phone
      // What no database knows is the deployment's.
      zones[id] = row[3].flatMap { TimeZone(identifier: $0) } ?? TimeZone(identifier: "Asia/Kolkata")
    }
    (self.learners, self.zones, self.numbers) = (learners, zones, numbers)
  }

  /// The messages that the provider took, each with its learner: nil for one whose address nobody has.
  func messages(_ taken: [RecordingProvider.Taken]) throws -> [StormMessage?] {
    let subjects = try subjects()
    return taken.map { taken in
      guard let learner = learners[taken.address], let about = subjects[taken.delivery] else { return nil }
      return StormMessage(
        delivery: taken.delivery, learner: learner, channel: taken.channel, at: clock.time(of: taken.at),
        campaign: about.campaign, topic: about.topic, subjectType: about.subjectType, subject: about.subject,
        step: about.step)
    }
  }

  /// Minutes after the local midnight of the learner's.
  func minute(of message: StormMessage) -> Int {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zones[message.learner] ?? .gmt
    let parts = calendar.dateComponents(
      [.hour, .minute], from: Date(timeIntervalSince1970: Double(message.at.seconds)))
    return (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
  }

  /// What is told about messages: that they were delivered, and of one in twenty a no in one of its ways; every third batch is
  /// told twice.
  func answers(_ messages: [Message]) throws -> [Utterance] {
    let now = clock.now.rfc3339
    var answers: [Utterance] = []
    for part in stride(from: 0, to: messages.count, by: 15) {
      let batch = messages[part..<min(part + 15, messages.count)]
      answers += try delivered(Array(batch), at: now)
    }
    answers += answers.filter { _ in Int.random(in: 0..<3) == 0 }
    for (message, _) in messages where Int.random(in: 0..<20) == 0 { answers.append(try no(to: message, at: now)) }
    return answers
  }

  private func delivered(
    _ messages: [Message], at time: String
  ) throws -> [Utterance] {
    let emails = messages.filter { $0.message.channel == .email }.map {
      school.sendGridEvent("delivered", of: $0.message.delivery, at: $0.message.at + .seconds(1))
    }
    let statuses = messages.filter { $0.message.channel == .whatsapp }.map { message, taken -> JSON in
      [
        "id": .string(taken.id), "status": "delivered", "timestamp": .string("\(message.at.seconds + 1)"),
        "recipient_id": .string(String(taken.address.dropFirst())),
        "biz_opaque_callback_data": .string("\(message.delivery):test"),
      ]
    }
    var requests = emails.isEmpty ? [] : [try school.sendGrid(emails, at: time)]
    if !statuses.isEmpty { requests.append(school.meta(["statuses": .array(statuses)], at: time)) }
    requests += messages.filter { $0.message.channel == .sms }.map { _, taken in
      school.twilio(
        [("MessageSid", taken.id), ("MessageStatus", "delivered"), ("To", taken.address)], query: taken.callbackQuery,
        at: time)
    }
    return requests.map { .callback($0) }
  }

  private func no(to message: StormMessage, at time: String) throws -> Utterance {
    let id = "no\(UInt64.random(in: 0 ... .max))"
    switch (message.channel, Int.random(in: 0..<4)) {
    case (.email, 0):
      let event = school.sendGridEvent("spamreport", of: message.delivery, at: clock.now)
      return .callback(try school.sendGrid([event], at: time), no: HeardNo(message.learner, .everything))
    case (.email, 1):
      let event = school.sendGridEvent("unsubscribe", of: message.delivery, at: clock.now)
      return .callback(try school.sendGrid([event], at: time), no: HeardNo(message.learner, .channel(.email)))
    case (.sms, 0...1):
      let form = [
        ("From", numbers[message.learner] ?? ""), ("To", "+14155550100"), ("Body", "STOP"), ("MessageSid", id),
      ]
      return .callback(
        school.twilio(form.map { (name: $0.0, value: $0.1) } + [(name: "SmsStatus", value: "received")], at: time),
        no: HeardNo(message.learner, .channel(.sms)))
    case (.whatsapp, 0...1):
      let said: JSON = [
        "from": .string(String((numbers[message.learner] ?? "+").dropFirst())), "id": .string(id),
        "timestamp": .string("\(clock.now.seconds)"), "type": "text", "text": ["body": "Stop"],
      ]
      return .callback(school.meta(["messages": [said]], at: time), no: HeardNo(message.learner, .channel(.whatsapp)))
    case (_, let chance):
      let isWide = chance == 3
      return Utterance(
        handler: "unsubscribe", role: "rekindle_unsubscribe",
        request: try school.optOut(of: message.delivery, at: time, fromTopic: isWide),
        no: HeardNo(
          message.learner,
          isWide ? .topic(message.topic) : .subject(type: message.subjectType, id: message.subject)))
    }
  }

  private func subjects() throws -> [Int: Subject] {
    let rows = try school.database.connect().texts(
      """
      select d.id, d.subject_id, d.step, c.slug, c.topic, c.subject_type
        from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
      """)
    return rows.reduce(into: [:]) { found, row in
      let numbers = row.prefix(3).compactMap { $0.flatMap { Int($0) } }
      found[numbers[0]] = Subject(
        campaign: row[3] ?? "", topic: row[4] ?? "", subjectType: row[5] ?? "", subject: numbers[1], step: numbers[2])
    }
  }
}
