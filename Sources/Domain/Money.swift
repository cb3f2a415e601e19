/// An amount in the deployment's currency, exact to a millionth.
public struct Money: Sendable, Hashable, Comparable {
  public var millionths: Int

  public static let zero = Money(millionths: 0)

  public init(millionths: Int) { self.millionths = millionths }

  /// Reads `12`, `12.5` or `0.0079`: no sign, up to ten digits before the point and six after it; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let point = text.firstIndex(of: ".") ?? text.endIndex
    let whole = String(text[..<point])
    let decimals = point == text.endIndex ? "0" : String(text[text.index(after: point)...])
    guard (1...10).contains(whole.utf8.count), (1...6).contains(decimals.utf8.count) else { return nil }
    let digits: String = whole + decimals + String(repeating: "0", count: 6 - decimals.utf8.count)
    guard digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains), let millionths = Int(digits) else {
      return nil
    }
    self.init(millionths: millionths)
  }

  /// With a point, and two decimals or as many more as it has: `12.50`, `0.0079`.
  public var text: String {
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    var decimals = String(String(1_000_000 + rest).dropFirst())
    while decimals.count > 2, decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(millionths < 0 ? "-" : "")\(whole).\(decimals)"
  }

  public static func < (left: Money, right: Money) -> Bool { left.millionths < right.millionths }

  public static func + (left: Money, right: Money) -> Money { Money(millionths: left.millionths + right.millionths) }

  public static func * (money: Money, count: Int) -> Money { Money(millionths: money.millionths * count) }
}
