/// An id of Discord's: a number of 64 bits, written as digits.
public struct Snowflake: Sendable, Hashable {
  public let text: String

  /// nil for anything but 16 to 20 digits of a number that is not zero at its front and fits 64 bits.
  public init?(_ text: some StringProtocol) {
    guard (16...20).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), UInt64(text) != nil
    else { return nil }
    self.text = String(text)
  }
}
