public import Domain

/// What became of one attempt to send (docs/correctness.md).
public enum SendOutcome: Sendable, Equatable {
  /// The provider took it; the id is nil where the answer could not be read, and a callback will bring it.
  case accepted(providerMessageID: String?)
  /// Certainly not taken, and worth another attempt; never sooner than `retryAfter`, which is at most an hour.
  case rejected(retryAfter: Instant.Span?, code: String)
  /// Certainly not taken, and the same request never will be. `detail` is the provider's text without addresses.
  case failed(code: String, effect: FailureEffect, detail: String?)
  /// Perhaps taken: only a callback or time can tell, never another attempt.
  case ambiguous(code: String)
  /// Nothing was written because it was too late to.
  case notAttempted

  /// The outcome's code for the ledger: a short word without personal data; nil where it was accepted.
  public var code: String? {
    switch self {
    case .accepted: nil
    case .rejected(_, let code), .failed(let code, _, _), .ambiguous(let code): code
    case .notAttempted: "not_attempted"
    }
  }
}

/// What a permanent failure says beyond the one message.
public enum FailureEffect: String, Sendable {
  /// Nothing.
  case none
  /// The recipient has told the provider to stop: write a suppression.
  case optedOut = "opted_out"
  /// The address or number does not exist or cannot take such messages.
  case deadAddress = "dead_address"
  /// The provider has paused the approved text that the message is: no message of it goes out until it says otherwise.
  case templatePaused = "template_paused"
  /// It will never take the text again.
  case templateDisabled = "template_disabled"
  /// It knows no such text, or another than ours.
  case templateRejected = "template_rejected"
  /// The settings are wrong for every message: stop the channel and alert before the queue is burnt.
  case tripsBreaker = "trips_breaker"
}
