import Domain

/// In which units Stripe counts a currency: not always those of ISO 4217.
enum StripeCurrency {
  /// Counted whole.
  ///
  /// The króna of Iceland and the shilling of Uganda have no decimals and are counted in hundredths even so, the
  /// ariary of Madagascar the other way about; Hungary's and Taiwan's are whole in payouts alone.
  private static let whole: Set = [
    "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF",
  ]
  private static let thousandths: Set = ["BHD", "JOD", "KWD", "OMR", "TND"]

  /// The decimals of Stripe's amounts.
  static func decimals(_ currency: Currency) -> Int {
    if whole.contains(currency.code) { return 0 }
    return thousandths.contains(currency.code) ? 3 : 2
  }
}

extension StripeObject {
  /// The amount `name` in the currency of this object, less what is counted already.
  func amount(_ name: String, less: Int = 0) throws(HostEventDecoder.Fault) -> PaymentAmount {
    guard let currency = text("currency").flatMap({ Currency($0) }) else {
      throw HostEventDecoder.Fault(.schema, "data.object.currency must be three letters of ISO 4217")
    }
    guard let count = integer(name), case let (rest, isTooMuch) = count.subtractingReportingOverflow(less), !isTooMuch,
      let amount = PaymentAmount(rest, decimals: StripeCurrency.decimals(currency), currency)
    else {
      throw HostEventDecoder.Fault(
        .schema, "data.object.\(name) must be a whole number from 0 on, with no more decimals than \(currency.code) has"
      )
    }
    return amount
  }
}
