/// Where one message to one learner on one channel stands in the ledger (docs/state-machines.md).
///
/// What providers report later is kept beside it, one earliest time per kind of report, and never overwrites it.
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
  /// The grace period passed without evidence; a figure of its own, and under the caps as if sent.
  case presumedSent = "presumed_sent"
  /// Decided against, with a reason.
  case skipped

  /// Whether a delivery in this status may be given `next`; staying as it is always is allowed.
  ///
  /// Evidence from the provider (`sent`) is accepted in every status: it is a fact, and a contradiction is recorded apart.
  public func allows(_ next: DeliveryStatus) -> Bool {
    if self == next || next == .sent { return true }
    return switch self {
    case .scheduled: next == .sending || next == .skipped || next == .presumedSent
    case .sending: next == .scheduled || next == .failed || next == .unknown || next == .skipped
    case .unknown: next == .presumedSent || next == .scheduled
    case .sent, .failed, .presumedSent, .skipped: false
    }
  }
}
