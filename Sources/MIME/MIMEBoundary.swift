/// The parts between boundaries.
enum MIMEBoundary {
  /// At most `most` parts, each without the line end before the next boundary; what stands before the first and after the last
  /// is nobody's.
  static func split(_ bytes: ArraySlice<UInt8>, _ boundary: [UInt8], most: Int) -> [ArraySlice<UInt8>] {
    let delimiter = Array("--".utf8) + boundary
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var rest = bytes
    while let (line, next) = Lines.first(of: rest), parts.count < most {
      if line.starts(with: delimiter), let end = ending(line.dropFirst(delimiter.count)) {
        if let start { parts.append(bytes[start..<contentEnd(bytes, from: start, to: line.startIndex)]) }
        if end { return parts }
        start = next.startIndex
      }
      rest = next
    }
    if let start, parts.count < most { parts.append(bytes[start...]) }
    return parts
  }

  /// Whether a boundary is the last one; nil where the line only begins like one.
  private static func ending(_ rest: ArraySlice<UInt8>) -> Bool? {
    let isLast = rest.starts(with: "--".utf8)
    return rest.dropFirst(isLast ? 2 : 0).allSatisfy { $0 == 0x20 || $0 == 0x09 } ? isLast : nil
  }

  /// The line end before a boundary belongs to the boundary.
  private static func contentEnd(_ bytes: ArraySlice<UInt8>, from start: Int, to line: Int) -> Int {
    var end = line
    if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > start, end < line, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return end
  }
}
