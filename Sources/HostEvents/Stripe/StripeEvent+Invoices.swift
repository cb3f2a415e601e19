import Domain
import JSON

extension StripeEvent {
  /// More than Stripe ever splits an invoice into.
  private static let mostParts = 100

  func paidInvoice() throws(Fault) -> [PaymentNews] {
    let paidAt = object.object("status_transitions").time("paid_at") ?? at
    let parts = object.list("payments").filter { $0.text("status") == "paid" && !Self.names(of: $0).isEmpty }
    if parts.count > Self.mostParts { throw Fault(.schema, "data.object.payments must be at most \(Self.mostParts)") }
    if parts.count > 1 {
      return try parts.enumerated().map { (index, part) throws(Fault) in try self.part(index, part, paidAt) }
    }
    var news = try aboutInvoice(
      .paid(paidAt), Self.names(itself: object.id("payment_intent"), charge: object.id("charge")))
    news.names = parts.flatMap(Self.names) + news.names
    news.amount = try object.amount("amount_paid")
    news.details["receipt_url"] = object.link("hosted_invoice_url")
    return [news]
  }

  func failedInvoice() throws(Fault) -> [PaymentNews] {
    var names = Self.names(itself: object.id("payment_intent"), charge: object.id("charge"))
    names += object.list("payments").filter { $0.text("status") == "open" }.prefix(1).flatMap(Self.names)
    var news = try aboutInvoice(.failed(at), names)
    news.amount = try object.amount("amount_remaining")
    news.details["retry_url"] = object.link("hosted_invoice_url")
    return [news]
  }

  /// One of several payments of an invoice: a payment for itself, by its own name alone.
  private func part(_ index: Int, _ part: StripeObject, _ paidAt: Instant) throws(Fault) -> PaymentNews {
    var news = try aboutInvoice(.paid(part.object("status_transitions").time("paid_at") ?? paidAt), [], part: index)
    news.names = Self.names(of: part)
    news.amount = try part.amount("amount_paid")
    return news
  }

  /// What every invoice says of itself, beside the payment of it that is known.
  private func aboutInvoice(
    _ fact: PaymentNews.Fact, _ names: [PaymentNews.Name], part: Int = 0
  ) throws(Fault) -> PaymentNews {
    var news = say(fact, part: part)
    news.names = names + Self.names(itself: nil, invoice: try ownID())
    news.askedAt = object.time("created") ?? at
    news.payer = PaymentNews.Payer(customer: object.id("customer"), mailbox: object.mailbox("customer_email"))
    news.host = Self.host(
      object.object("metadata"), object.object("parent").object("subscription_details").object("metadata"),
      object.object("subscription_details").object("metadata"))
    return news
  }

  /// A payment of an invoice, which says which payment intent is behind it.
  func invoicePayment() throws(Fault) -> [PaymentNews] {
    let names = Self.names(of: object)
    if names.isEmpty { return [] }
    var news = say(.paid(object.object("status_transitions").time("paid_at") ?? at))
    news.names = names + Self.names(itself: nil, invoice: object.id("invoice"))
    news.amount = try object.amount("amount_paid")
    news.askedAt = object.time("created") ?? at
    return [news]
  }

  private static func names(of payment: StripeObject) -> [PaymentNews.Name] {
    let payment = payment.object("payment")
    return names(itself: payment.id("payment_intent"), charge: payment.id("charge"))
  }
}
