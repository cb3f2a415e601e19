import JSON

/// How somebody pays, as messages print it: `Visa •••• 4242`.
///
/// Of a number never more than its last digits.
struct StripeMethod {
  private static let brands = [
    "amex": "American Express", "cartes_bancaires": "Cartes Bancaires", "diners": "Diners Club", "eftpos_au": "eftpos",
    "jcb": "JCB", "mastercard": "Mastercard", "unionpay": "UnionPay", "visa": "Visa",
  ]
  private static let types = [
    "acss_debit": "Pre-authorised debit", "bacs_debit": "Bacs Direct Debit", "ideal": "iDEAL", "p24": "Przelewy24",
    "paypal": "PayPal", "sepa_debit": "SEPA Direct Debit", "upi": "UPI", "us_bank_account": "Bank account",
    "wechat_pay": "WeChat Pay",
  ]

  let text: String

  /// Reads a payment method or what a charge knows of one; nil where it does not say of which type it is.
  init?(_ method: StripeObject) {
    guard let type = method.text("type", limit: 50) else { return nil }
    let details = method.object(type)
    let name =
      type == "card"
      ? details.text("brand", limit: 50).map { StripeMethod.brands[$0] ?? StripeMethod.words($0) } ?? "Card"
      : StripeMethod.types[type] ?? StripeMethod.words(type)
    let digits = details.text("last4").flatMap { $0.utf8.count == 4 && $0.allSatisfy(\.isNumber) ? $0 : nil }
    text = digits.map { "\(name) •••• \($0)" } ?? name
  }

  /// `afterpay_clearpay` as words.
  private static func words(_ name: String) -> String {
    let words = name.replacing("_", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
