/// The code of a tracked link, as this product writes them.
struct LinkCode {
  let text: String

  /// nil for what cannot have been written by this product, which costs no look into the table.
  init?(_ text: String?) {
    guard let text, (8...16).contains(text.utf8.count), text.utf8.allSatisfy(LinkCode.isDigitOrLetter) else {
      return nil
    }
    self.text = text
  }

  private static func isDigitOrLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
