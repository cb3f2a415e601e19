extension String {
  /// The text without trailing blanks on lines, with at most one empty line in a row and none at either end.
  var tidied: String {
    var text = self
    return text.withUTF8 { source in
      String(unsafeUninitializedCapacity: source.count) { String.tidy(source, into: $0) }
    }
  }

  /// Writes at most as many bytes as it reads, and returns how many.
  private static func tidy(_ source: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var count = 0
    var breaks = 0
    var blanks = 0
    for byte in source {
      switch byte {
      case UInt8(ascii: "\n"):
        breaks += 1
        blanks = 0
      case UInt8(ascii: " "): blanks += 1
      default:
        let isAtStart = count == 0 && breaks > 0
        for _ in 0..<(isAtStart ? 0 : Swift.min(breaks, 2)) {
          out[count] = UInt8(ascii: "\n")
          count += 1
        }
        for _ in 0..<(isAtStart ? 0 : blanks) {
          out[count] = UInt8(ascii: " ")
          count += 1
        }
        (breaks, blanks) = (0, 0)
        out[count] = byte
        count += 1
      }
    }
    return count
  }
}
