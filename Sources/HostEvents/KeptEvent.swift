/// An event that was not understood or cannot be applied yet; it is kept whole.
public struct KeptEvent: Sendable, Equatable {
  /// Why it is kept.
  public enum Reason: String, Error, Sendable {
    case notAnObject = "not_an_object"
    /// No type, or one that nobody here knows.
    case unknownType = "unknown_type"
    /// No time with an offset.
    case noTimestamp = "no_timestamp"
    /// A time that lies ahead: it would be newer than everything that is still to come.
    case futureTime = "future_time"
    /// Its data are not what its type's schema says.
    case schema
    /// Whom it is about, nobody has told yet.
    case unknownLearner = "unknown_learner"
    /// What it changes, nobody has told yet.
    case unknownRow = "unknown_row"
    /// What it is about cannot be found among the host's data.
    case unknownSubject = "unknown_subject"
    /// A provider's event that says only that something has happened, and not what.
    case noData = "no_data"
    /// A made-up payment where real ones are taken, or the other way about.
    case otherMode = "other_mode"
    /// The database takes it for no value of its column, or a rule of the table speaks against it.
    case refused
  }

  public let id: String
  public let type: String
  public let reason: Reason
  /// What in it does not fit, without any value of it.
  public let detail: String
  public let learner: Int?
  /// The row that it needs; nil where waiting is no use.
  public let waitsFor: String?
  /// The event as it came.
  public let body: [UInt8]
}
