public import Domain

/// One event of a host that was understood: what it is about, and the rows that it writes.
public struct HostEvent: Sendable, Equatable {
  /// Which row of a table of the host's data is meant.
  public struct Key: Sendable, Equatable {
    public let table: String
    /// The columns of its key as an object of JSON.
    public let columns: [UInt8]
    /// Its name among the rows that events may wait for: the table, and the values of its key.
    public let name: String
  }

  /// A row of a table of the host's data.
  public struct Row: Sendable, Equatable {
    /// Its columns as an object of JSON.
    public let columns: [UInt8]
    public let key: Key
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
  /// Rows that must be there before it can be taken.
  public let needs: [Key]
  /// The event as it came.
  public let body: [UInt8]

  public static func == (left: HostEvent, right: HostEvent) -> Bool {
    left.id == right.id && left.type == right.type && left.at == right.at && left.rows == right.rows
  }

  /// The event kept, because the person or a row that it needs, `missing`, is not there yet, or the database refused it.
  public func kept(_ reason: KeptEvent.Reason, _ detail: String = "", missing: String? = nil) -> KeptEvent {
    let waitsFor: String? =
      switch reason {
      case .unknownLearner: learner.map { "person \($0)" }
      case .unknownRow: missing
      default: nil
      }
    return KeptEvent(
      id: id, type: type, reason: reason, detail: detail, learner: learner, waitsFor: waitsFor, body: body)
  }

  /// What kept events may have waited for, and is there once this one is taken.
  public var brings: [String] {
    switch part {
    case .person: rows.first.map { ["person " + $0.key.name.drop { $0 != " " }.dropFirst()] } ?? []
    case .whole: rows.map(\.key).filter { HostEventTypes.awaited.contains($0.table) }.map(\.name)
    case .change: []
    }
  }
}
