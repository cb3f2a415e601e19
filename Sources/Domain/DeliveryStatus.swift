/// Where one message to one learner on one channel stands in the ledger (DESIGN §7; docs/state-machines.md).
///
/// What providers report later is kept beside it as `DeliveryFacts` and never overwrites it.
public enum DeliveryStatus: String, CaseIterable, Sendable {
  /// Reserved by the tick; its place under the caps is taken.
  case scheduled
  /// Claimed by a sender whose lease runs.
  case sending
  /// The provider accepted it.
  case sent
  /// Certainly not accepted, and not tried again.
  case failed
  /// It may or may not have been accepted; only evidence or the grace period settles it.
  case unknown
  /// The grace period passed without evidence; counts as sent.
  case presumedSent = "presumed_sent"
  /// Decided against, with a reason.
  case skipped

  /// Whether the outcome is still open, so that the message counts as taking place now.
  public var isUnsettled: Bool { self == .scheduled || self == .sending || self == .unknown }

  /// Whether the message counts as sent.
  public var countsAsSent: Bool { self == .sent || self == .presumedSent }

  /// Whether a delivery in this status may be given `next`; staying as it is always is allowed.
  ///
  /// Evidence from the provider (`sent`) is accepted in every status: it is a fact, and a contradiction is recorded apart.
  public func allows(_ next: DeliveryStatus) -> Bool {
    if self == next || next == .sent { return true }
    return switch self {
    case .scheduled: next == .sending || next == .skipped
    case .sending: next == .scheduled || next == .failed || next == .unknown || next == .skipped
    case .unknown: next == .presumedSent || next == .scheduled
    case .sent, .failed, .presumedSent, .skipped: false
    }
  }
}
