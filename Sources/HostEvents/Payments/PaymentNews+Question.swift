import Cryptography
import Domain
import Encoding
public import JSON

extension PaymentNews {
  /// What has to be known before it can be taken, as `rekindle.payment_names` is asked.
  public var question: JSON {
    var question: [String: JSON] = [:]
    question["user"] = host.user.map(JSON.integer)
    question["order"] = host.order.map(JSON.integer)
    question["instalment"] = host.instalment.map(JSON.integer)
    question["customer"] = payer.customer.map(JSON.string)
    question["mailbox"] = payer.mailbox.map(JSON.string)
    if !names.isEmpty || host.payment != nil {
      var payment = PaymentNews.thing(names, amount, payerName)
      payment["host"] = host.payment.map(JSON.integer)
      payment["at"] = .string(at.rfc3339)
      question["payment"] = .object(payment)
    }
    if case .refunded(let refund) = fact {
      var thing = PaymentNews.thing(refund.names, refund.amount, charge)
      thing["at"] = .string(refund.at.rfc3339)
      question["refund"] = .object(thing)
    }
    return .object(question)
  }

  /// What kept events may have waited for, and is known by it: a customer of whom it says who that is.
  public func brings(from source: String) -> [String] {
    host.user == nil ? [] : payer.customer.map { ["customer \(source) \($0)"] } ?? []
  }

  /// What tells refunds of different payments apart.
  private var charge: String? { (names.first { $0.rank == .charge } ?? names.first)?.text }

  /// What tells payers apart: a mailbox is nobody's name, and its hash does.
  private var payerName: String? {
    payer.customer ?? payer.mailbox.map { Hexadecimal.lower.encode(Digest.sha256.hash(Array($0.lowercased().utf8))) }
  }

  private static func thing(_ names: [Name], _ amount: PaymentAmount?, _ payer: String?) -> [String: JSON] {
    var thing: [String: JSON] = [
      "names": .array(names.map { .string($0.text) }), "ranks": .array(names.map { .integer($0.rank.rawValue) }),
    ]
    thing["payer"] = payer.map(JSON.string)
    thing["amount"] = amount.map { .string($0.text) }
    thing["currency"] = amount.map { .string($0.currency.code) }
    return thing
  }
}
