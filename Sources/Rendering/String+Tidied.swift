extension String {
  /// The text without trailing blanks on lines, with at most one empty line in a row and none at either end.
  var tidied: String {
    var text = self
    return text.withUTF8 { bytes in
      var tidy: [UInt8] = []
      tidy.reserveCapacity(bytes.count)
      var blanks = 0
      var breaks = 0
      var rest = bytes[...]
      while let byte = rest.first {
        switch byte {
        case UInt8(ascii: "\n"):
          (breaks, blanks) = (breaks + 1, 0)
          rest.removeFirst()
        case UInt8(ascii: " "):
          blanks += 1
          rest.removeFirst()
        default:
          if !tidy.isEmpty { tidy.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: min(breaks, 2))) }
          if !tidy.isEmpty || breaks == 0 { tidy.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks)) }
          (breaks, blanks) = (0, 0)
          let word = rest.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: " ") }
          tidy.append(contentsOf: UnsafeBufferPointer(rebasing: word))
          rest = rest[word.endIndex...]
        }
      }
      return String(decoding: tidy, as: UTF8.self)
    }
  }
}
