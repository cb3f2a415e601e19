/// What stands above the first empty line.
enum MIMEHeaders {
  /// Headers that are read; what is longer belongs to nobody's mail.
  private static let mostBytes = 65_536

  /// The headers by their names in lower case, unfolded, and what is below them.
  static func split(_ bytes: ArraySlice<UInt8>) -> (headers: [String: String], content: ArraySlice<UInt8>) {
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes
    while let (line, next) = Lines.first(of: rest) {
      rest = next
      if line.isEmpty { break }
      if bytes.startIndex + mostBytes > line.startIndex { lines.append(line) }
    }
    var headers: [String: String] = [:]
    var field: [UInt8] = []
    func keep() {
      guard let colon = field.firstIndex(of: UInt8(ascii: ":")) else { return }
      let name = String(decoding: field[..<colon], as: UTF8.self).lowercased()
      let value = String(decoding: field[(colon + 1)...], as: UTF8.self)
      headers[name] = headers[name] ?? String(value.drop { $0 == " " || $0 == "\t" })
    }
    for line in lines {
      if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
        field += line
      } else {
        keep()
        field = Array(line)
      }
    }
    keep()
    return (headers, rest)
  }
}
