import Domain
package import Store

/// What a claim made of a chunk.
package struct Claims<Content> {
  /// One message that may leave now.
  package struct Sending {
    package let attempt: Attempt
    package let content: Content
  }

  package let sending: [Sending]
  /// Letters that did not leave because an item was left out of them: they are to be written again without it.
  package let toWriteAgain: [Int]
  /// What the claim held back.
  package let counts: SendCounts

  /// Reads the claim's rows: what may leave is what the ledger says is being sent.
  package init(of chunk: Chunk<Content>, _ rows: [ClaimDeliveries.Row]) {
    let numbers = Dictionary(
      rows.lazy.filter { $0.status == .sending }.map { ($0.id, $0.attempt) }, uniquingKeysWith: { first, _ in first })
    sending = chunk.messages.compactMap { message in
      numbers[message.delivery.id].map { number in
        Sending(
          attempt: Attempt(
            deliveryID: message.delivery.id, version: chunk.version, token: message.token, number: number,
            items: message.attemptedItems, delivery: message.delivery),
          content: message.content)
      }
    }
    // A message in doubt that is skipped is presumed sent.
    let isSkipped: Set<DeliveryStatus> = [.skipped, .presumedSent]
    let statuses = Dictionary(rows.lazy.map { ($0.id, $0.status) }, uniquingKeysWith: { first, _ in first })
    toWriteAgain = chunk.messages.lazy.filter { message in
      statuses[message.delivery.id] == nil
        && message.items.contains { statuses[$0.entry.id].map(isSkipped.contains) ?? false }
    }.map(\.delivery.id)
    counts = SendCounts(
      skipped: rows.count { isSkipped.contains($0.status) }, waiting: rows.count { $0.status == .scheduled })
  }
}
