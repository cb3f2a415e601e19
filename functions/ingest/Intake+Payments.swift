import HostEvents
import Store

extension Intake {
  /// Takes what a payment provider tells: each part of it with what became of it, once everything is committed.
  mutating func take(
    _ told: [PaymentElement], from source: String, _ database: inout Database
  ) throws(StoreError) -> [(element: HostElement, verdict: Verdict)] {
    var taken = try takeOnce(told, from: source, &database)
    // Whoever told meanwhile whom or what it is about did so before it was kept.
    let waiting = taken.indices.filter { told[$0].news != nil && taken[$0].verdict.isWaiting }
    if !waiting.isEmpty {
      let again = try takeOnce(waiting.map { told[$0] }, from: source, &database)
      for (place, second) in zip(waiting, again) { taken[place] = second }
    }
    try release(&database)
    return taken
  }

  private mutating func takeOnce(
    _ told: [PaymentElement], from source: String, _ database: inout Database
  ) throws(StoreError) -> [(element: HostElement, verdict: Verdict)] {
    let elements = try elements(of: told, from: source, &database)
    return Array(zip(elements, try takeOnce(elements, from: source, &database)))
  }

  /// What a payment provider tells, once it is known whom and what its names mean.
  mutating func elements(
    of told: [PaymentElement], from source: String, _ database: inout Database
  ) throws(StoreError) -> [HostElement] {
    let news = told.compactMap(\.news)
    let names = try names(in: news, from: source, &database)
    for news in news { brought.formUnion(news.brings(from: source)) }
    var place = 0
    return told.map { element in
      switch element {
      case .element(let element): return element
      case .news(let news):
        place += 1
        return news.element(names[place - 1], source: source)
      }
    }
  }

  private func names(
    in news: [PaymentNews], from source: String, _ database: inout Database
  ) throws(StoreError) -> [PaymentNames] {
    if news.isEmpty { return [] }
    let question = NamesOfPayments(source: source, news: news.map(\.question))
    let rows = try database.transaction { (connection) throws(StoreError) in try connection.run(question) }
    return rows.map {
      PaymentNames(payment: $0.payment, refund: $0.refund, learner: $0.learner, reference: $0.reference)
    }
  }
}
