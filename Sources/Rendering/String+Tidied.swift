extension String {
  /// The text without trailing blanks on lines, with at most one empty line in a row and none at either end.
  var tidied: String {
    var tidy: [UInt8] = []
    tidy.reserveCapacity(utf8.count)
    var blanks: [UInt8] = []
    var breaks = 0
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        breaks += 1
        blanks.removeAll(keepingCapacity: true)
      case UInt8(ascii: " "): blanks.append(byte)
      default:
        if breaks > 0, !tidy.isEmpty {
          tidy.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: min(breaks, 2)))
        }
        if !tidy.isEmpty || breaks == 0 { tidy.append(contentsOf: blanks) }
        blanks.removeAll(keepingCapacity: true)
        breaks = 0
        tidy.append(byte)
      }
    }
    return String(decoding: tidy, as: UTF8.self)
  }
}
