/// A telephone number in the international form of E.164: `+`, a country code, at most 15 digits.
public struct PhoneNumber: Sendable, Hashable {
  public let text: String

  /// nil for anything but `+` and 7 to 15 digits, as few as numbers of Niue and Tokelau have, of which the first is not 0; blanks and hyphens are not removed.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "+"), (8...16).contains(bytes.count), bytes[1] != UInt8(ascii: "0"),
      bytes.dropFirst().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    self.text = String(text)
  }
}
