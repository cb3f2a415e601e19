import Glibc

extension String {
  /// The text without trailing blanks on lines, with at most one empty line in a row and none at either end.
  var tidied: String {
    var text = self
    return text.withUTF8 { source in
      guard let start = source.baseAddress else { return "" }
      return String(unsafeUninitializedCapacity: source.count) { out in
        out.baseAddress.map { String.tidy(start, source.count, into: $0) } ?? 0
      }
    }
  }

  private static let newline = Int32(UInt8(ascii: "\n"))

  /// Writes at most as many bytes as it reads, and returns how many.
  private static func tidy(_ source: UnsafePointer<UInt8>, _ size: Int, into out: UnsafeMutablePointer<UInt8>) -> Int {
    var count = 0
    var breaks = 0
    var next = 0
    while next <= size {
      let found = memchr(source + next, newline, size - next)
      let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(source) } ?? size
      var (first, last) = (next, end)
      while last > first, source[last - 1] == UInt8(ascii: " ") { last -= 1 }
      if last > first {
        if count > 0 {
          for _ in 0..<Swift.min(breaks, 2) {
            out[count] = UInt8(ascii: "\n")
            count += 1
          }
        } else if breaks > 0 {
          while source[first] == UInt8(ascii: " ") { first += 1 }
        }
        (out + count).update(from: source + first, count: last - first)
        count += last - first
        breaks = 0
      }
      breaks += 1
      next = end + 1
    }
    return count
  }
}
