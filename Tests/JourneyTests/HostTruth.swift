import Domain
import JSON

/// What a host has told so far, as a person would read it: of each value the newest event's word, in whatever order they came.
struct HostTruth {
  /// One event: what is told, when it happened, and by which id it is known.
  struct Event {
    let id: String
    let type: String
    let at: Instant
    let data: [String: JSON]

    var json: JSON {
      ["id": .string(id), "type": .string(type), "timestamp": .string(at.rfc3339), "data": .object(data)]
    }
  }

  /// What an event's type is about: a table, the fields that name the row, and whether it brings the row or changes one.
  private static let types: [String: (table: String, keys: [String], isWhole: Bool)] = [
    "lms.session.scheduled": ("session", ["session_id"], true), "lms.session.moved": ("session", ["session_id"], false),
    "lms.session.cancelled": ("session", ["session_id"], false),
    "lms.registration.created": ("registration", ["session_id", "user_id"], true),
    "lms.registration.cancelled": ("registration", ["session_id", "user_id"], false),
    "lms.meeting.created": ("meeting", ["meeting_id"], true),
    "lms.meeting.rescheduled": ("meeting", ["meeting_id"], false),
    "lms.meeting.cancelled": ("meeting", ["meeting_id"], false),
    "lms.group.joined": ("member", ["group_id", "user_id"], true),
    "lms.group.left": ("member", ["group_id", "user_id"], false),
    "lms.lesson.updated": ("lesson", ["lesson_id"], true),
    "lms.lesson.completed": ("completion", ["lesson_id", "user_id"], true),
    "lms.trial_lesson.started": ("trial", ["trial_id"], true),
    "lms.trial_lesson.completed": ("trial", ["trial_id"], false),
    "lms.assignment.created": ("assignment", ["assignment_id"], true),
    "lms.assignment.moved": ("assignment", ["assignment_id"], false),
    "lms.assignment.cancelled": ("assignment", ["assignment_id"], false),
    "lms.assignment.submitted": ("submission", ["assignment_id", "user_id"], true),
    "lms.enrolment.started": ("taking", ["course_id", "user_id"], true),
    "lms.enrolment.ended": ("taking", ["course_id", "user_id"], true),
    "lms.payment.due": ("payment", ["payment_id"], true), "lms.payment.paid": ("payment", ["payment_id"], false),
    "lms.payment.cancelled": ("payment", ["payment_id"], false),
    "lms.learner.updated": ("learner", ["user_id"], true),
  ]

  struct Row {
    /// Whether it was told whole; until then changes of it wait.
    fileprivate(set) var isThere = false
    fileprivate var cells: [String: (value: JSON, at: Instant)] = [:]

    func instant(_ column: String) -> Instant? { cells[column]?.value.string.flatMap { Instant(rfc3339: $0) } }
    func number(_ column: String) -> Int { cells[column]?.value.integer ?? 0 }
    func text(_ column: String) -> String? { cells[column]?.value.string }
  }

  private var rows: [String: [[Int]: Row]] = [:]

  mutating func take(_ event: Event) {
    guard let type = Self.types[event.type] else { return }
    let key = type.keys.map { event.data[$0]?.integer ?? 0 }
    var row = rows[type.table]?[key] ?? Row()
    for (column, value) in event.data where row.cells[column].map({ $0.at < event.at }) ?? true {
      row.cells[column] = (value, event.at)
    }
    if type.isWhole { row.isThere = true }
    rows[type.table, default: [:]][key] = row
  }

  /// Every row of a table that was told whole.
  func all(_ table: String) -> [[Int]: Row] { (rows[table] ?? [:]).filter { $0.value.isThere } }

  subscript(table: String, key: Int...) -> Row? { rows[table]?[key].flatMap { $0.isThere ? $0 : nil } }

  /// Whether somebody takes part who may come and go: the newer of both words counts.
  func isIn(_ table: String, _ key: [Int], since: String, until: String) -> Bool {
    guard let row = rows[table]?[key], row.isThere, let came = row.instant(since) else { return false }
    return row.instant(until).map { $0 < came } ?? true
  }
}
