package import Channels
import Domain
package import Store

/// One claimed message, from the wire to its record.
package struct Attempt {
  package let deliveryID: Int
  let version: CampaignVersionID
  let token: Int
  /// From 1.
  let number: Int
  /// What stands in its text: it ends as the message does.
  var items: [Item] = []
  /// What the message is about; nil where only a journal tells of the attempt.
  package var delivery: ReadDueDeliveries.Row?
  /// What the provider's answer said; nil while it is on the wire.
  package private(set) var outcome: SendOutcome?

  /// A claimed delivery that stands in the text of the message.
  package struct Item {
    let deliveryID: Int
    let token: Int
  }

  /// The attempt with its end.
  package func ended(_ outcome: SendOutcome) -> Attempt {
    var attempt = self
    attempt.outcome = outcome
    return attempt
  }

  /// The rows that record the attempt's end, one for each delivery in it; none while there is no end.
  func entries(retry: RetryPolicy, pauseAfterRefusal: Instant.Span, now: Instant) -> [RecordOutcomes.Entry] {
    guard let own = entry(retry: retry, pauseAfterRefusal: pauseAfterRefusal, now: now) else { return [] }
    return [own]
      + items.map { item in
        var entry = own
        (entry.id, entry.token, entry.providerMessageID) = (item.deliveryID, item.token, nil)
        return entry
      }
  }

  private func entry(retry: RetryPolicy, pauseAfterRefusal: Instant.Span, now: Instant) -> RecordOutcomes.Entry? {
    guard let outcome else { return nil }
    func make(_ kind: RecordOutcomes.Outcome, id: String? = nil, retryAt: Instant? = nil) -> RecordOutcomes.Entry {
      RecordOutcomes.Entry(
        id: deliveryID, token: token, outcome: kind, code: outcome.code, providerMessageID: id, retryAt: retryAt)
    }
    func retryAt(after wait: Instant.Span?) -> Instant? {
      retry.wait(afterAttempts: number, retryAfter: wait, jitter: .random(in: 0...1)).map { now + $0 }
    }
    switch outcome {
    // An id that no text column takes says nothing to anybody; the acceptance must be recorded all the same.
    case .accepted(let id): return make(.accepted, id: id.flatMap { $0.utf8.contains(0) ? nil : $0 })
    case .failed(_, .tripsBreaker, _):
      // The message is fine, the credentials are not: it waits for them, or for another provider.
      return make(.rejected, retryAt: now + pauseAfterRefusal)
    case .failed: return make(.failed)
    case .ambiguous: return make(.ambiguous)
    case .rejected(let wait, _): return make(.rejected, retryAt: retryAt(after: wait))
    case .notAttempted: return make(.notAttempted, retryAt: retryAt(after: .seconds(60)))
    }
  }
}
