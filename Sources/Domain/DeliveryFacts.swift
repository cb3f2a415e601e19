/// What providers and readers reported about one message, each fact with the earliest time it was reported for.
///
/// Recording is commutative, associative and idempotent: order and repetition of callbacks cannot matter.
public struct DeliveryFacts: Sendable, Equatable {
  /// The kinds of facts, named as their columns without `_at`, the strongest first (CORRECTNESS §3.4).
  public enum Kind: String, CaseIterable, Sendable {
    case complained, bounced, dropped, clicked, opened, delivered, deferred
  }

  private var times: [Kind: Instant] = [:]

  public init() {}

  /// When the fact was first true; nil where nobody reported it.
  public subscript(kind: Kind) -> Instant? { times[kind] }

  /// Adds a report; the earliest one of a kind stays.
  public mutating func record(_ kind: Kind, at instant: Instant) {
    times[kind] = min(times[kind] ?? instant, instant)
  }

  /// The one word shown to people: the strongest fact, else the ledger's own status.
  ///
  /// A deferral is shown only while the provider holds the message.
  public func displayStatus(_ status: DeliveryStatus) -> String {
    let strongest = Kind.allCases.first { times[$0] != nil && ($0 != .deferred || status == .sent) }
    return strongest?.rawValue ?? status.rawValue
  }
}
