/// A currency, by its three letters (ISO 4217).
public struct Currency: Sendable, Hashable {
  private static let withoutDecimals: Set = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
  ]
  private static let withThreeDecimals: Set = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]

  /// Its letters, in capitals.
  public let code: String

  /// Reads three letters in any case; nil for anything else.
  public init?(_ code: some StringProtocol) {
    let isName =
      code.utf8.count == 3
      && code.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
    if !isName { return nil }
    self.code = code.uppercased()
  }

  /// How many decimals its amounts have, as `rekindle.minor_digits` says; two where nobody knows it.
  public var decimals: Int {
    if Currency.withoutDecimals.contains(code) { return 0 }
    return Currency.withThreeDecimals.contains(code) ? 3 : 2
  }

  /// An amount with exactly its decimals, `149.00`; nil where it is finer than the currency.
  public func text(_ amount: Money) -> String? {
    let unit = (decimals..<6).reduce(1) { unit, _ in unit * 10 }
    guard amount.millionths.isMultiple(of: unit) else { return nil }
    let (whole, rest) = amount.millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(1_000_000 + rest).dropFirst().prefix(decimals)
    return "\(amount < .zero ? "-" : "")\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
  }
}
