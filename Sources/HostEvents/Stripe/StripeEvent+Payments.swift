import Domain
import JSON

extension StripeEvent {
  /// A payment intent: the payment itself, with all its attempts.
  func intent(_ fact: PaymentNews.Fact) throws(Fault) -> [PaymentNews] {
    var news = say(fact)
    let charges = object.list("charges")
    let charge = charges.first ?? object.object("latest_charge")
    let order = object.object("payment_details").id("order_reference")
    news.names = Self.names(
      itself: try ownID(), charge: object.id("latest_charge") ?? charge.id("id"),
      invoice: object.id("invoice") ?? order.flatMap { $0.hasPrefix("in_") ? $0 : nil })
    let isPaid = if case .paid = fact { true } else { false }
    news.amount = try object.amount(isPaid ? "amount_received" : "amount")
    news.askedAt = object.time("created") ?? at
    news.payer = PaymentNews.Payer(
      customer: object.id("customer"),
      mailbox: object.mailbox("receipt_email") ?? charge.object("billing_details").mailbox("email"))
    news.host = Self.host(object.object("metadata"))
    let error = object.object("last_payment_error")
    if case .failed = fact {
      news.details["failure_code"] = (error.text("decline_code") ?? error.text("code")).map(JSON.string)
      news.details["method"] = StripeMethod(error.object("payment_method")).map { .string($0.text) }
    } else {
      news.details["method"] = StripeMethod(charge.object("payment_method_details")).map { .string($0.text) }
      news.details["receipt_url"] = charge.link("receipt_url")
    }
    return [news]
  }

  /// A charge: one attempt of a payment intent, or a payment without one.
  func charge(_ fact: PaymentNews.Fact) throws(Fault) -> [PaymentNews] {
    if case .paid = fact, object.truth("captured") != true { return [] }  // the money is only set aside
    var news = try aboutCharge(fact)
    let captured = object.integer("amount_captured") ?? 0
    news.amount = try object.amount(captured > 0 ? "amount_captured" : "amount")
    news.askedAt = object.time("created") ?? at
    let code = object.text("failure_code")
    let reason = object.object("outcome").text("reason")
    if case .failed = fact {
      news.details["failure_code"] = (code == "card_declined" ? reason ?? code : code).map(JSON.string)
    }
    return [news]
  }

  /// What every charge says of itself.
  func aboutCharge(_ fact: PaymentNews.Fact, part: Int = 0) throws(Fault) -> PaymentNews {
    var news = say(fact, part: part)
    news.names = Self.names(
      itself: object.id("payment_intent"), charge: try ownID(), invoice: object.id("invoice"))
    news.payer = PaymentNews.Payer(
      customer: object.id("customer"),
      mailbox: object.mailbox("receipt_email") ?? object.object("billing_details").mailbox("email"))
    news.host = Self.host(object.object("metadata"))
    news.details["method"] = StripeMethod(object.object("payment_method_details")).map { .string($0.text) }
    news.details["receipt_url"] = object.link("receipt_url")
    return news
  }

  /// A session of Checkout: who has paid, or will, with what the shop has written to it.
  func session() throws(Fault) -> [PaymentNews] {
    let names = Self.names(itself: object.id("payment_intent"), invoice: object.id("invoice"))
    if names.isEmpty { return [] }
    var news: PaymentNews
    switch (type, object.text("payment_status")) {
    case ("checkout.session.async_payment_failed", _): news = say(.failed(at))
    case (_, "paid"): news = say(.paid(at))
    case (_, "unpaid"): news = say(.asked)
    default: return []
    }
    news.names = names
    news.amount = try object.amount("amount_total")
    news.askedAt = object.time("created") ?? at
    news.payer = PaymentNews.Payer(
      customer: object.id("customer"),
      mailbox: object.object("customer_details").mailbox("email") ?? object.mailbox("customer_email"))
    news.host = Self.host(object.object("metadata"))
    return [news]
  }

  /// A subscription that is over: with it the order that the shop has written to it.
  func subscription() -> [PaymentNews] {
    let moment = object.time("ended_at") ?? object.time("canceled_at") ?? at
    var news = say(.orderCancelled(moment))
    news.payer.customer = object.id("customer")
    news.host = Self.host(object.object("metadata"))
    news.host.payment = nil
    return [news]
  }
}
