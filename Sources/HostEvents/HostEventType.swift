/// A type of event that a host tells: what it is about, what it must say, and what it writes.
public struct HostEventType: Sendable {
  /// When an event can be taken: what it names must be there.
  public enum Part: Int, Sendable, CaseIterable {
    /// It tells of a person.
    case person = 1
    /// It tells all that a row needs.
    case whole = 2
    /// It changes a row that is there.
    case change = 3
  }

  /// Its name, as campaigns write it: `lms.session.moved`.
  public let name: String
  /// What happened, as a sentence.
  public let summary: String
  public let part: Part
  /// The table of the host's data that it writes.
  public let table: String
  /// The fields that name the row.
  public let keys: [String]
  /// What campaigns about it call their subject; nil where no campaign has one of its kind.
  public let subject: String?
  /// Everything that `data` may say; the rest of it is not read.
  public let fields: [HostField]

  init(
    _ name: String, _ summary: String, _ part: Part = .whole, writes table: String, keys: [String],
    about subject: String? = nil, _ fields: [HostField]
  ) {
    self.name = name
    self.summary = summary
    self.part = part
    self.table = table
    self.keys = keys
    self.subject = subject
    self.fields = fields
  }

  /// The field that says whom the event is about; nil where it is about nobody in particular.
  public var learner: String? { fields.contains { $0.name == "user_id" } ? "user_id" : nil }

  /// The field that says which subject it is about.
  var subjectField: String? {
    switch subject {
    case "recording": "session_id"
    case "class_enrolment": "enrolment_id"
    default: subject.map { "\($0)_id" }
    }
  }

  /// Every table that it may write, its own first.
  var tables: [String] {
    var tables = [table]
    for case .other(let other) in fields.map(\.place) where !tables.contains(other) { tables.append(other) }
    return tables
  }
}
