public import Domain

/// How the clocks of a zone are set over some years, as the database server knows it.
///
/// Calendars are told these rules with every recurring meeting; nobody's own zones are asked.
public struct ClockRules: Sendable, Equatable {
  /// From a moment on, the distance of local time to UTC in seconds.
  public struct Change: Sendable, Equatable {
    public let at: Instant
    public let seconds: Int

    public init(at: Instant, seconds: Int) {
      self.at = at
      self.seconds = seconds
    }
  }

  /// A name of the IANA database, which readers that know it prefer to the rules.
  public let zone: String
  /// The first says how the clocks were set where the rules begin, the others when they were changed.
  public let changes: [Change]
  /// The rules hold up to here.
  public let until: Instant

  /// Refuses names that are none, changes that are not in order or beyond a day, and no changes at all.
  public init(zone: String, changes: [Change], until: Instant) throws(InvitationError) {
    let isName =
      (1...64).contains(zone.utf8.count)
      && zone.utf8.allSatisfy { $0 < 0x80 && ($0 > 0x40 || (0x2B...0x39).contains($0)) && $0 != UInt8(ascii: ",") }
    guard isName else { throw .malformed("zone", needs: "a name such as Europe/Berlin") }
    guard let last = changes.last, last.at <= until, changes.allSatisfy({ $0.seconds.magnitude < 86_400 }),
      zip(changes, changes.dropFirst()).allSatisfy({ $0.at < $1.at })
    else { throw .unknownClocks }
    self.zone = zone
    self.changes = changes
    self.until = until
  }

  /// The distance to UTC at a moment; nil outside of what the rules know.
  func seconds(at instant: Instant) -> Int? {
    instant > until ? nil : changes.last { $0.at <= instant }?.seconds
  }
}
