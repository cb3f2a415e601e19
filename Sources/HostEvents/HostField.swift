public import JSON

/// One member of an event's `data`: what it may be, and the column that has its name.
public struct HostField: Sendable {
  /// What a value may be.
  public enum Kind: Sendable, Equatable {
    /// A number of the host's, from 1 on.
    case id
    /// A person: from 1 on a user, below zero a lead or guardian.
    case person
    /// At most so many bytes.
    case text(Int)
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case truth
    /// An instant with its offset (RFC 3339).
    case time
    /// A day, `2026-11-20`.
    case day
    /// An `https://` address.
    case link
    /// One of these words.
    case word([String])
  }

  /// What stands where an event does not say.
  public enum Standard: Sendable, Equatable {
    /// The event must say it.
    case required
    /// What was known stays.
    case unchanged
    /// When the event happened.
    case eventTime
    case value(JSON)
  }

  public let name: String
  public let kind: Kind
  public let standard: Standard
  /// What it means, for the schema.
  public let meaning: String
  let place: Place

  /// Where a value is written.
  enum Place: Equatable {
    /// The type's own table.
    case own
    case other(String)
    /// Nowhere: it only says whom or what the event is about.
    case nowhere
  }

  init(
    _ name: String, _ kind: Kind, _ standard: Standard, _ meaning: String, in place: Place = .own
  ) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.meaning = meaning
    self.place = place
  }
}
