/// Lines that end in CRLF, or in LF alone.
enum Lines {
  /// The first line without its end, and what follows; nil where there is nothing more.
  static func first(of bytes: ArraySlice<UInt8>) -> (line: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
    if bytes.isEmpty { return nil }
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return (bytes, bytes[bytes.endIndex...]) }
    let line = bytes[..<end]
    return (line.last == UInt8(ascii: "\r") ? line.dropLast() : line, bytes[(end + 1)...])
  }
}
