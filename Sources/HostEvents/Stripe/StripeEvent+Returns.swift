import Domain
import JSON

extension StripeEvent {
  /// More than Stripe ever lists with a charge.
  private static let mostRefunds = 100
  private static let failed: Set = ["failed", "canceled"]

  /// A refund with its own name.
  func refund() throws(Fault) -> [PaymentNews] {
    let names = Self.names(itself: object.id("payment_intent"), charge: object.id("charge"))
    if names.isEmpty { return [] }  // of a payment that is none of Stripe's
    var news = say(.refunded(try refund(object, named: [.init(.itself, try ownID())])))
    news.names = names
    news.payer.customer = object.id("customer")
    return [news]
  }

  private func refund(_ refund: StripeObject, named names: [PaymentNews.Name]) throws(Fault) -> PaymentNews.Refund {
    let isFailed = refund.text("status").map(Self.failed.contains) ?? false
    return PaymentNews.Refund(
      names: names, amount: try refund.amount("amount"), at: refund.time("created") ?? at, failedAt: isFailed ? at : nil
    )
  }

  /// A charge of which more was paid back: by its refunds where it has them, else by how much more that is.
  func refundedCharge() throws(Fault) -> [PaymentNews] {
    let refunds = object.list("refunds").filter { $0.id("id") != nil }.prefix(Self.mostRefunds)
    if !refunds.isEmpty {
      return try refunds.enumerated().map { (index, refund) throws(Fault) in
        let names = [PaymentNews.Name(.itself, refund.id("id") ?? "")]
        return try returned(.refunded(self.refund(refund, named: names)), part: index)
      }
    }
    let total = try object.amount("amount_refunded")
    let amount = try object.amount("amount_refunded", less: previous.integer("amount_refunded") ?? 0)
    let name = PaymentNews.Name(.charge, "\(try ownID()):\(total.text)")
    let refund = PaymentNews.Refund(names: [name], amount: amount, at: at, failedAt: nil)
    return [try returned(.refunded(refund))]
  }

  private func returned(_ fact: PaymentNews.Fact, part: Int = 0) throws(Fault) -> PaymentNews {
    var news = try aboutCharge(fact, part: part)
    news.details = [:]
    return news
  }

  /// A dispute; an inquiry of the bank is none, for no money has moved.
  func dispute() throws(Fault) -> [PaymentNews] {
    let status = object.text("status") ?? ""
    let fact: PaymentNews.Fact
    switch (type, status) {
    case (_, _) where status.hasPrefix("warning_"): return []
    case ("charge.dispute.closed", "won"): fact = .disputeWon(at)
    case ("charge.dispute.closed", "lost"): fact = .disputeLost(at)
    case ("charge.dispute.closed", _): return []
    default: fact = .disputed(at)
    }
    var news = say(fact)
    news.names = Self.names(itself: object.id("payment_intent"), charge: object.id("charge"))
    if news.names.isEmpty { throw Fault(.schema, "data.object.charge must be a text") }
    return [news]
  }
}
