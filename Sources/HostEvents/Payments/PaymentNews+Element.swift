import Domain
import JSON

extension PaymentNews {
  /// The event that the news is, or what is kept of it where nobody knows yet whom or what it is about.
  public func element(_ names: PaymentNames, source: String) -> HostElement {
    switch fact {
    case .asked, .paid, .failed, .cancelled: ofPayment(names, source)
    case .refunded(let refund): ofRefund(refund, names, source)
    case .disputed(let moment): ofDispute("lms.payment.disputed", ["disputed_at": moment], names, source)
    case .disputeWon(let moment): ofDispute("lms.payment.dispute_closed", ["dispute_won_at": moment], names, source)
    case .disputeLost(let moment): ofDispute("lms.payment.dispute_closed", ["dispute_lost_at": moment], names, source)
    case .orderCancelled(let moment): ofOrder(moment, names)
    }
  }

  private var word: String {
    switch fact {
    case .paid: "paid"
    case .failed: "failed"
    case .cancelled: "cancelled"
    default: "due"
    }
  }

  /// The column that says when it happened.
  private var moment: [String: JSON] {
    switch fact {
    case .paid(let moment): ["paid_at": .string(moment.rfc3339)]
    case .failed(let moment): ["failed_at": .string(moment.rfc3339)]
    case .cancelled(let moment): ["cancelled_at": .string(moment.rfc3339)]
    default: [:]
    }
  }

  private func ofPayment(_ names: PaymentNames, _ source: String) -> HostElement {
    guard let payment = names.payment, amount?.isZero != true else { return ofInstalment(names) }
    let row = NumberedRow("payments", "payment_id", payment)
    if payment > 0 {  // the host tells what it asks for
      let rows = [row.with(moment), details(of: payment, names)]
      return .event(event("lms.payment.\(word)", .change, names, ("payment", payment), rows, needs: [row.key]))
    }
    guard let learner = names.learner else { return kept(.unknownLearner, names, awaiting(names, source)) }
    guard let amount, let askedAt else { return kept(.unknownRow, names, row.key.name) }
    let whole: [String: JSON] = [
      "user_id": .integer(learner), "amount": .string(amount.text), "currency": .string(amount.currency.code),
      "requested_at": .string(askedAt.rfc3339),
    ]
    let rows = [row.with(whole.merging(moment) { $1 }), details(of: payment, names)]
    return .event(event("lms.payment.\(word)", .whole, names, ("payment", payment), rows, needs: []))
  }

  /// An instalment for which nothing had to be paid; nothing else is said by a payment of nothing.
  private func ofInstalment(_ names: PaymentNames) -> HostElement {
    guard let instalment = host.instalment, case .paid = fact else {
      return .event(event(type, .whole, names, nil, [], needs: []))
    }
    let row = NumberedRow("instalments", "instalment_id", instalment)
    return .event(
      event("lms.instalment.paid", .change, names, ("instalment", instalment), [row.with(moment)], needs: [row.key]))
  }

  private func ofRefund(_ refund: Refund, _ names: PaymentNames, _ source: String) -> HostElement {
    guard let payment = names.payment, let id = names.refund else { return kept(.unknownRow, names, nil) }
    let row = NumberedRow("payments", "payment_id", payment)
    guard let learner = names.learner else { return kept(.unknownRow, names, row.key.name) }
    var columns: [String: JSON] = [
      "payment_id": .integer(payment), "user_id": .integer(learner), "amount": .string(refund.amount.text),
      "currency": .string(refund.amount.currency.code), "refunded_at": .string(refund.at.rfc3339),
    ]
    columns["failed_at"] = refund.failedAt.map { .string($0.rfc3339) }
    let rows = [NumberedRow("refunds", "refund_id", id).with(columns)]
    return .event(event("lms.payment.refunded", .change, names, ("payment", payment), rows, needs: [row.key]))
  }

  private func ofDispute(
    _ name: String, _ moments: [String: Instant], _ names: PaymentNames, _ source: String
  ) -> HostElement {
    guard let payment = names.payment else { return kept(.unknownRow, names, nil) }
    let columns = moments.mapValues { JSON.string($0.rfc3339) }
    let rows = [NumberedRow("payment_details", "payment_id", payment).with(columns)]
    let needs = [NumberedRow("payments", "payment_id", payment).key]
    return .event(event(name, .change, names, ("payment", payment), rows, needs: needs))
  }

  private func ofOrder(_ moment: Instant, _ names: PaymentNames) -> HostElement {
    guard let order = host.order else { return kept(.unknownSubject, names, nil) }
    let row = NumberedRow("orders", "order_id", order)
    let rows = [row.with(["cancelled_at": .string(moment.rfc3339)])]
    return .event(event("lms.order.cancelled", .change, names, ("order", order), rows, needs: [row.key]))
  }

  private func details(of payment: Int, _ names: PaymentNames) -> HostEvent.Row {
    var columns = details
    columns["order_id"] = host.order.map(JSON.integer)
    columns["instalment_id"] = host.instalment.map(JSON.integer)
    columns["reference"] = names.reference.map(JSON.string)
    return NumberedRow("payment_details", "payment_id", payment).with(columns)
  }

  /// What makes the payer known, once one of it is there.
  private func awaiting(_ names: PaymentNames, _ source: String) -> String {
    let rows = [
      payer.customer.map { "customer \(source) \($0)" }, payer.mailbox.map { "mailbox \($0.lowercased())" },
      names.payment.map { "payments \($0)" }, host.instalment.map { "instalments \($0)" },
      host.order.map { "orders \($0)" },
    ]
    return rows.compactMap(\.self).joined(separator: "\n")
  }
}

extension PaymentNews {
  private func event(
    _ name: String, _ part: HostEventType.Part, _ names: PaymentNames, _ subject: (type: String, id: Int)?,
    _ rows: [HostEvent.Row], needs: [HostEvent.Key]
  ) -> HostEvent {
    HostEvent(
      id: id, type: name, part: part, at: at, learner: names.learner, subject: subject, mailbox: nil, rows: rows,
      needs: needs, body: body)
  }

  private func kept(_ reason: KeptEvent.Reason, _ names: PaymentNames, _ waitsFor: String?) -> HostElement {
    .kept(
      KeptEvent(
        id: id, type: type, reason: reason, detail: "", learner: names.learner, waitsFor: waitsFor, body: body))
  }
}
