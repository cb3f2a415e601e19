import Domain
import Foundation
import JSON
import TestKit

extension DateHistory {
  private mutating func event(_ type: String, _ data: [String: JSON]) -> HostTruth.Event {
    count += 1
    return HostTruth.Event(id: "e\(count)", type: type, at: now + .init(microseconds: count), data: data)
  }

  /// What is there on the first day.
  mutating func beginning() -> [HostTruth.Event] {
    var events: [HostTruth.Event] = []
    for subject in 1...2 {
      let (session, meeting) = (date(), date())
      events.append(
        event("lms.session.scheduled", span(session, ["session_id": .integer(subject), "title": "Live"])))
      events.append(
        event(
          "lms.meeting.created",
          span(meeting, ["meeting_id": .integer(subject), "group_id": .integer(subject), "title": "Group"])))
      events.append(
        event(
          "lms.assignment.created",
          ["assignment_id": .integer(subject), "course_id": 1, "title": "Essay", "due_at": .string(date().rfc3339)]))
      for lesson in 1...3 {
        let id = subject * 10 + lesson
        events.append(
          event(
            "lms.lesson.updated", ["lesson_id": .integer(id), "title": "Lesson", "meeting_id": .integer(subject)]))
      }
    }
    for learner in Self.zones.keys.sorted() where random.chance(75) {
      let subject = Int.random(in: 1...2, using: &random)
      events += [joined(learner, subject), registered(learner, subject), took(learner), asked(learner)]
    }
    return events
  }

  /// One thing that happens.
  mutating func change() -> HostTruth.Event {
    let learner = Int.random(in: 1...Self.zones.count, using: &random)
    let subject = Int.random(in: 1...2, using: &random)
    let id = JSON.integer(subject)
    switch Int.random(in: 0..<25, using: &random) {
    case 0, 1: return event("lms.session.moved", span(date(), ["session_id": id]))
    case 2, 3: return event("lms.meeting.rescheduled", span(date(), ["meeting_id": id]))
    case 4, 5: return event("lms.assignment.moved", ["assignment_id": id, "due_at": .string(date().rfc3339)])
    case 6: return event("lms.session.cancelled", ["session_id": id, "cancelled_at": clock])
    case 7: return event("lms.meeting.cancelled", ["meeting_id": id, "cancelled_at": clock])
    case 8, 9, 10: return restored(subject)
    case 11, 12: return registered(learner, subject)
    case 13:
      return event(
        "lms.registration.cancelled", ["session_id": id, "user_id": .integer(learner), "cancelled_at": clock])
    case 14, 15: return joined(learner, subject)
    case 16: return event("lms.group.left", ["group_id": id, "user_id": .integer(learner), "left_at": clock])
    case 17:
      let lesson = subject * 10 + Int.random(in: 1...3, using: &random)
      return event(
        "lms.lesson.completed", ["lesson_id": .integer(lesson), "user_id": .integer(learner), "completed_at": clock])
    case 18:
      return event(
        "lms.assignment.submitted", ["assignment_id": id, "user_id": .integer(learner), "submitted_at": clock])
    case 19: return took(learner)
    case 20, 21: return asked(learner)
    case 22: return tried(learner)
    case 23: return done()
    default:
      let place = Self.places.randomElement(using: &random) ?? "UTC"
      return event("lms.learner.updated", ["user_id": .integer(learner), "timezone": .string(place)])
    }
  }

  private var clock: JSON { .string(now.rfc3339) }

  private mutating func joined(_ learner: Int, _ group: Int) -> HostTruth.Event {
    event("lms.group.joined", ["group_id": .integer(group), "user_id": .integer(learner), "joined_at": clock])
  }

  private mutating func registered(_ learner: Int, _ session: Int) -> HostTruth.Event {
    event(
      "lms.registration.created",
      [
        "session_id": .integer(session), "user_id": .integer(learner), "registered_at": clock, "cancelled_at": .null,
      ])
  }

  private mutating func took(_ learner: Int) -> HostTruth.Event {
    event("lms.enrolment.started", ["course_id": 1, "user_id": .integer(learner), "enrolled_at": clock])
  }

  /// A cancellation is taken back, at the same date or at another.
  private mutating func restored(_ subject: Int) -> HostTruth.Event {
    let id = JSON.integer(subject)
    if random.chance(50) {
      return event(
        "lms.session.scheduled", span(date(), ["session_id": id, "title": "Live", "cancelled_at": .null]))
    }
    return event(
      "lms.meeting.created", span(date(), ["meeting_id": id, "group_id": id, "title": "Group", "cancelled_at": .null]))
  }

  private mutating func asked(_ learner: Int) -> HostTruth.Event {
    payments += 1
    return event(
      "lms.payment.due",
      [
        "payment_id": .integer(payments), "user_id": .integer(learner), "amount": 30, "currency": "EUR",
        "requested_at": .string((now - .minutes(Int.random(in: 0...4400, using: &random))).rfc3339),
      ])
  }

  private mutating func tried(_ learner: Int) -> HostTruth.Event {
    trials += 1
    return event(
      "lms.trial_lesson.started",
      ["trial_id": .integer(trials), "user_id": .integer(learner), "lesson_id": 11, "started_at": clock])
  }

  /// A payment comes or is dropped, or a trial is finished.
  private mutating func done() -> HostTruth.Event {
    let payment = JSON.integer(Int.random(in: 1...max(payments, 1), using: &random))
    switch Int.random(in: 0...2, using: &random) {
    case 0: return event("lms.payment.paid", ["payment_id": payment, "user_id": 1, "paid_at": clock])
    case 1: return event("lms.payment.cancelled", ["payment_id": payment, "user_id": 1, "cancelled_at": clock])
    default:
      let trial = JSON.integer(Int.random(in: 1...max(trials, 1), using: &random))
      return event("lms.trial_lesson.completed", ["trial_id": trial, "user_id": 1, "completed_at": clock])
    }
  }

  private func span(_ start: Instant, _ more: [String: JSON]) -> [String: JSON] {
    more.merging(["starts_at": .string(start.rfc3339), "ends_at": .string((start + .hours(1)).rfc3339)]) { $1 }
  }

  /// A date: mostly one whose reminder is nearly due, sometimes any of the next days or one that has passed, and none of which a
  /// reminder would lie beside a change of clocks.
  private mutating func date() -> Instant {
    while true {
      let minutes =
        random.chance(70)
        ? ([15, 60, 1440, 2880, 4320].randomElement(using: &random) ?? 0) + Int.random(in: -200...200, using: &random)
        : Int.random(in: -2000...8000, using: &random)
      let date = now + .minutes(minutes)
      if (0...3).allSatisfy({ !Self.isBesideChange(date - .days($0)) }) { return date }
    }
  }

  private static func isBesideChange(_ moment: Instant) -> Bool {
    zones.values.contains { zone in
      let early = Date(timeIntervalSince1970: Double((moment - .hours(4)).seconds))
      let change = TimeZone(identifier: zone)?.nextDaylightSavingTimeTransition(after: early)
      return change.map { $0.timeIntervalSince(early) < 8 * 3600 } ?? false
    }
  }
}
