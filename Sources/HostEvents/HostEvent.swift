public import Domain

/// One event of a host that was understood: what it is about, and the rows that it writes.
public struct HostEvent: Sendable, Equatable {
  /// A row of a table of the host's data.
  public struct Row: Sendable, Equatable {
    public let table: String
    /// Its columns as an object of JSON.
    public let columns: [UInt8]
    /// Its name among the rows that events may wait for: the table, and the values of its key.
    public let name: String
  }

  /// The sender's id: equal on every repetition.
  public let id: String
  public let type: String
  public let part: HostEventType.Part
  /// When it happened.
  public let at: Instant
  /// Whom it is about.
  public let learner: Int?
  /// What it is about, and of which kind that is.
  public let subject: (type: String, id: Int)?
  /// The mailbox of a person whose number it does not say.
  public let mailbox: String?
  public internal(set) var rows: [Row]
  /// The event as it came.
  public let body: [UInt8]

  public static func == (left: HostEvent, right: HostEvent) -> Bool {
    left.id == right.id && left.type == right.type && left.at == right.at && left.rows == right.rows
  }

  /// The event kept, because the person or the row that it is about is not there yet, or the database refused it.
  public func kept(_ reason: KeptEvent.Reason, _ detail: String = "") -> KeptEvent {
    let waitsFor: String? =
      switch reason {
      case .unknownLearner: learner.map { "person \($0)" }
      case .unknownRow: rows.first?.name
      default: nil
      }
    return KeptEvent(
      id: id, type: type, reason: reason, detail: detail, learner: learner, waitsFor: waitsFor, body: body)
  }

  /// What kept events may have waited for, and is there once this one is taken.
  public var brings: [String] {
    switch part {
    case .person: rows.first.map { ["person " + $0.name.drop { $0 != " " }.dropFirst()] } ?? []
    case .whole: rows.filter { HostEventTypes.changeable.contains($0.table) }.map(\.name)
    case .change: []
    }
  }
}
