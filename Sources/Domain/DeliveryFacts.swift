/// What providers and learners reported about one message, each fact with the earliest time it was reported for.
///
/// Merging is commutative, associative and idempotent: order and repetition of callbacks cannot matter.
public struct DeliveryFacts: Sendable, Equatable {
  /// The kinds of facts, by their column without `_at`.
  public enum Kind: String, CaseIterable, Sendable {
    case accepted, deferred, delivered, opened, clicked, bounced, dropped, complained
    case unsubscribed = "unsub"
  }

  private var times: [Kind: Instant]

  /// No facts.
  public init() { times = [:] }

  /// The given facts.
  public init(_ times: [Kind: Instant]) { self.times = times }

  /// When the fact was first true; nil where nobody reported it.
  public subscript(kind: Kind) -> Instant? { times[kind] }

  /// Adds a report; the earliest one of a kind stays.
  public mutating func record(_ kind: Kind, at instant: Instant) {
    times[kind] = min(times[kind] ?? instant, instant)
  }

  /// The facts of both.
  public func merged(with other: DeliveryFacts) -> DeliveryFacts {
    DeliveryFacts(times.merging(other.times) { min($0, $1) })
  }

  /// The one word shown to people: the strongest fact, else the ledger's own status (CORRECTNESS §3.4).
  public func displayStatus(_ status: DeliveryStatus) -> String {
    for kind in [Kind.complained, .bounced, .dropped, .clicked, .opened, .delivered, .deferred] where times[kind] != nil
    {
      return kind.rawValue
    }
    return times[.accepted] != nil ? DeliveryStatus.sent.rawValue : status.rawValue
  }
}
