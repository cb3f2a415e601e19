import Domain
import JSON
import TestKit

/// What a school's day is made of.
extension School {
  /// Learners who take each of `courses`, with their last visit to all of them at one moment.
  func admit(_ learners: ClosedRange<Int>, to courses: ClosedRange<Int> = 1...1, lastSeen: String) throws {
    let (first, last) = (learners.lowerBound, learners.upperBound)
    try database.run(
      """
      insert into lms.courses (course_id, name, starts_on, ends_on, url)
      select c, 'Course ' || c, '2026-01-01', '2027-12-31', 'https://learn.example/courses/' || c
        from generate_series(\(courses.lowerBound), \(courses.upperBound)) c
       where not exists (select from lms.courses k where k.course_id = c);
      insert into lms.users (user_id, first_name, email, phone_number, timezone)
      select i, 'First' || i, 'learner' || i || '@learn.example', '+4479' || lpad(i::text, 8, '0'), 'UTC'
        from generate_series(\(first), \(last)) i;
      insert into lms.user_activities (user_id, course_id, activity_date, activity_type)
      select i, c, '\(lastSeen)', 'course_page_view'
        from generate_series(\(first), \(last)) i, generate_series(\(courses.lowerBound), \(courses.upperBound)) c;
      """)
  }

  /// Runs detection and returns its counts.
  @discardableResult
  func detect(at time: String) throws -> JSON {
    try reply(run("detect", role: "rekindle_detect", event("timer.detect", at: time)))["result"] ?? nil
  }

  /// Runs one tick and returns what it announces.
  @discardableResult
  func tick(at time: String) throws -> [JSON] {
    try reply(run("schedule-tick", role: "rekindle_tick", event("timer.schedule-tick", at: time)))["events"]?.array
      ?? []
  }

  /// Runs the sender that an announcement is for, at a time of its own or at the announcement's.
  @discardableResult
  func send(_ announcement: JSON, at time: String? = nil, settings: [String: String] = [:]) throws -> JSON {
    let (handler, role) = try sender(of: announcement)
    let process = try start(handler, role: role, settings: settings)
    return try reply(process.finish(stdin: announcement.with(time: time).bytes, timeout: 60))
  }

  /// The handler that an announcement is for, and its role.
  func sender(of announcement: JSON) throws -> (handler: String, role: String) {
    switch announcement["type"] {
    case "delivery.email.due": ("send-email", "rekindle_send_email")
    case "delivery.sms.due": ("send-sms", "rekindle_send_sms")
    case "delivery.whatsapp.due": ("send-whatsapp", "rekindle_send_whatsapp")
    case "delivery.discord.due": ("send-discord", "rekindle_send_discord")
    case "delivery.calendar.due": ("send-calendar", "rekindle_send_calendar")
    case "delivery.inapp.due": ("send-inapp", "rekindle_send_inapp")
    case "delivery.worklist.due": ("send-worklist", "rekindle_send_worklist")
    case let other: throw Spawn.Failure(description: "no sender takes \(other?.text ?? "an event without a type")")
    }
  }

  private func reply(_ result: Spawn.Result) throws -> JSON {
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output + result.log) }
    return try JSON.parse(result.stdout)
  }
}

extension JSON {
  /// The event at another time; at its own where there is none.
  func with(time: String?) -> JSON {
    guard let time, case .object(var members) = self else { return self }
    members["time"] = .string(time)
    return .object(members)
  }

  /// An announcement in pieces of `size` ids.
  func pieces(of size: Int) -> [JSON] {
    guard case .object(var members) = self, let ids = self["data"]?["ids"]?.array else { return [] }
    return stride(from: 0, to: ids.count, by: size).map { start in
      members["data"] = ["ids": .array(Array(ids[start..<min(start + size, ids.count)]))]
      return .object(members)
    }
  }
}
