import Cryptography
import Domain
import Encoding
import JSON

/// An event of Stripe's: the envelope, and the object that it shows as it was then.
struct StripeEvent {
  typealias Fault = HostEventDecoder.Fault

  /// How far ahead of us Stripe's clock may be.
  private static let lead = Instant.Span.minutes(60)

  let id: String
  let type: String
  let at: Instant
  let body: [UInt8]
  let object: StripeObject
  /// Of what has changed, what it was.
  let previous: StripeObject

  /// What an event says: news of payments, or why it is kept.
  static func elements(of json: JSON, isLive: Bool, now: Instant) -> [PaymentElement] {
    let envelope = StripeObject(json)
    let id = envelope.id("id") ?? Hexadecimal.lower.encode(Digest.sha256.hash(json.bytes))
    let type = envelope.text("type", limit: 80).map { "stripe.\($0)" } ?? "(none)"
    do throws(Fault) {
      let event = try StripeEvent(json, id: id, isLive: isLive, now: now)
      let news = try event.news()
      return news.isEmpty ? [.element(.event(event.withoutNews))] : news.map(PaymentElement.news)
    } catch {
      let kept = KeptEvent(
        id: id, type: type, reason: error.reason, detail: error.detail, learner: nil, waitsFor: nil, body: json.bytes)
      return [.element(.kept(kept))]
    }
  }

  private init(_ json: JSON, id: String, isLive: Bool, now: Instant) throws(Fault) {
    let envelope = StripeObject(json)
    guard json.object != nil else { throw Fault(.notAnObject) }
    if envelope.text("object") == "v2.core.event" {
      throw Fault(.noData, "a thin event has no data: choose the snapshot payload style for this endpoint in Stripe")
    }
    guard let type = envelope.text("type", limit: 80) else { throw Fault(.unknownType) }
    guard let at = envelope.time("created") else { throw Fault(.noTimestamp) }
    if at > now + StripeEvent.lead { throw Fault(.futureTime) }
    guard let mode = envelope.truth("livemode") else { throw Fault(.schema, "livemode must be true or false") }
    guard mode == isLive else {
      throw Fault(.otherMode, mode ? "a payment of live mode" : "a payment of test mode; STRIPE_MODE is live")
    }
    guard json["data"]?["object"]?.object != nil else { throw Fault(.schema, "data.object must be an object") }
    self.id = id
    self.type = type
    self.at = at
    body = json.bytes
    object = envelope.object("data").object("object")
    previous = envelope.object("data").object("previous_attributes")
  }

  /// The event taken, though nothing of it matters here.
  private var withoutNews: HostEvent {
    HostEvent(
      id: id, type: "stripe.\(type)", part: .whole, at: at, learner: nil, subject: nil, mailbox: nil, rows: [],
      needs: [], body: body)
  }

  private func news() throws(Fault) -> [PaymentNews] {
    switch type {
    case "payment_intent.succeeded": try intent(.paid(at))
    case "payment_intent.payment_failed": try intent(.failed(at))
    case "payment_intent.canceled": try intent(.cancelled(at))
    case "charge.succeeded": try charge(.paid(at))
    case "charge.failed": try charge(.failed(at))
    case "charge.refunded": try refundedCharge()
    case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated": try refund()
    case "charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed": try dispute()
    case "invoice.paid", "invoice.payment_succeeded": try paidInvoice()
    case "invoice.payment_failed": try failedInvoice()
    case "invoice_payment.paid": try invoicePayment()
    case "checkout.session.completed", "checkout.session.async_payment_succeeded",
      "checkout.session.async_payment_failed":
      try session()
    case "customer.subscription.deleted": subscription()
    default: throw Fault(.unknownType)
    }
  }

  /// News of this event; the `part`th of several.
  func say(_ fact: PaymentNews.Fact, part: Int = 0) -> PaymentNews {
    PaymentNews(id: part == 0 ? id : "\(id)/\(part)", type: "stripe.\(type)", at: at, body: body, fact: fact)
  }

  /// The numbers of the host's in these metadata, the first that say one.
  static func host(_ metadata: StripeObject...) -> PaymentNews.HostNumbers {
    func number(_ name: String) -> Int? { metadata.lazy.compactMap { $0.number(name) }.first }
    return PaymentNews.HostNumbers(
      user: number("user_id"), payment: number("payment_id"), instalment: number("instalment_id"),
      order: number("order_id"))
  }

  /// The id of the object itself, without which there is nothing to know it by.
  func ownID() throws(Fault) -> String {
    guard let id = object.id("id") else { throw Fault(.schema, "data.object.id must be a text") }
    return id
  }

  /// Names in their ranks, those that are there.
  static func names(itself: String?, charge: String? = nil, invoice: String? = nil) -> [PaymentNews.Name] {
    [
      itself.map { .init(.itself, $0) }, charge.map { .init(.charge, $0) }, invoice.map { .init(.invoice, $0) },
    ].compactMap(\.self)
  }
}
