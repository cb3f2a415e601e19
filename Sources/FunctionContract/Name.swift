/// The spellings that names in manifests may have.
enum Name {
  /// Lower-case letters and digits in words joined with `-`, starting with a letter.
  static func isKebab(_ text: some StringProtocol) -> Bool { isName(text, lower: true, joint: UInt8(ascii: "-")) }

  /// Lower-case letters and digits in words joined with `_`, starting with a letter.
  static func isSnake(_ text: some StringProtocol) -> Bool { isName(text, lower: true, joint: UInt8(ascii: "_")) }

  /// Upper-case letters and digits in words joined with `_`, starting with a letter.
  static func isScreamingSnake(_ text: some StringProtocol) -> Bool {
    isName(text, lower: false, joint: UInt8(ascii: "_"))
  }

  private static func isName(_ text: some StringProtocol, lower: Bool, joint: UInt8) -> Bool {
    let letters = lower ? UInt8(ascii: "a")...UInt8(ascii: "z") : UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard let first = text.utf8.first, letters.contains(first), text.utf8.count <= 63 else { return false }
    return text.utf8.allSatisfy {
      letters.contains($0) || $0 == joint || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  }
}
