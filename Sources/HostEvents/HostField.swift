public import JSON

/// One member of an event's `data`: what it may be, and the column that has its name.
public struct HostField: Sendable, Equatable {
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
    /// A currency, by its three letters.
    case currency
    /// An amount, as a decimal in a string, that the currency in the named member has.
    case money(in: String)
    /// At least one row of another table and at most so many, each an object of these members.
    case rows([HostField], atMost: Int)
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
  /// The table whose row with this number must be there; nil where it does not matter.
  let table: String?

  /// Where a value is written.
  enum Place: Equatable {
    /// The type's own table.
    case own
    case other(String)
    /// Nowhere: it only says whom or what the event is about.
    case nowhere
  }

  init(
    _ name: String, _ kind: Kind, _ standard: Standard, _ meaning: String, in place: Place = .own,
    of table: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.meaning = meaning
    self.place = place
    self.table = table
  }
}
