import Domain
import JSON
import TestKit

/// What the platform tells of group 7.
extension StudyPlatform {
  static let joinedAt = "2026-11-20T10:00:00Z"
  /// 19:00 in Kolkata, a Tuesday.
  static let meetsAt = "2026-12-01T13:30:00Z"

  func join(_ learners: [Int], at time: String = joinedAt) throws {
    for learner in learners {
      try tell("lms.group.joined", at: time, ["group_id": 7, "user_id": .integer(learner)])
    }
  }

  /// Meeting 45, an hour long.
  func meet(toldAt time: String = joinedAt) throws {
    guard let ends = Instant(rfc3339: Self.meetsAt).map({ ($0 + .hours(1)).rfc3339 }) else { return }
    try tell(
      "lms.meeting.created", at: time,
      ["meeting_id": 45, "group_id": 7, "starts_at": .string(Self.meetsAt), "ends_at": .string(ends)])
  }

  /// Lessons 1 to `count` that prepare the meeting.
  func prepare(_ count: Int) throws {
    for lesson in 1...count {
      try tell(
        "lms.lesson.updated", at: Self.joinedAt,
        [
          "lesson_id": .integer(lesson), "title": .string("Lesson \(lesson)"), "meeting_id": 45,
          "position": .integer(lesson),
        ])
    }
  }

  func finish(_ lessons: ClosedRange<Int>, by learner: Int, at time: String) throws {
    for lesson in lessons {
      try tell("lms.lesson.completed", at: time, ["lesson_id": .integer(lesson), "user_id": .integer(learner)])
    }
  }

  /// The promises that do not hold.
  func violations() throws -> [[String?]] {
    try school.database.rows("select rule, n::text from rekindle.violations")
  }
}
