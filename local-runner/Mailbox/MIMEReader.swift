import Encoding

/// An email in MIME, as far as our senders write it: headers, and parts of text in quoted-printable.
struct MIMEReader {
  /// By their names as they were written, unfolded and with encoded words as text.
  private(set) var headers: [String: String] = [:]
  private var parts: [(type: String, text: String)] = []

  init(_ bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    let (fields, body) = MIMEReader.split(lines[...])
    headers = fields.mapValues(MIMEReader.readable)
    guard let boundary = fields["Content-Type"]?.split(separator: "boundary=\"").last?.prefix(while: { $0 != "\"" }),
      fields["Content-Type"]?.contains("boundary=") == true
    else { return }
    for part in body.split(whereSeparator: { $0.hasPrefix("--\(boundary)") }) {
      let (fields, content) = MIMEReader.split(part)
      parts.append((fields["Content-Type"] ?? "", MIMEReader.unquoted(content.joined(separator: "\r\n"))))
    }
  }

  /// The part of a type such as `text/html`; nil where there is none.
  func part(_ type: String) -> String? { parts.first { $0.type.hasPrefix(type) }?.text }

  /// The fields above the first empty line, and what is below.
  private static func split(
    _ lines: ArraySlice<Substring>
  ) -> (fields: [String: String], body: ArraySlice<Substring>) {
    let end = lines.firstIndex(of: "") ?? lines.endIndex
    var unfolded: [String] = []
    for line in lines[..<end] {
      if line.hasPrefix(" "), !unfolded.isEmpty {
        unfolded[unfolded.count - 1] += line
      } else {
        unfolded.append(String(line))
      }
    }
    var fields: [String: String] = [:]
    for line in unfolded {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[String(line[..<colon])] = String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    return (fields, lines[end...].dropFirst())
  }

  /// Encoded words of UTF-8 in base64 as text; blanks between two of them are none.
  private static func readable(_ text: String) -> String {
    var result = ""
    var wasEncoded = false
    for word in text.split(separator: " ") {
      let fields = word.split(separator: "?", omittingEmptySubsequences: false)
      let isEncoded = fields.count == 5 && fields[0] == "=" && fields[4] == "="
      let bytes = isEncoded ? Base64.standard.decode(String(fields[3])) : nil
      if !result.isEmpty, !(wasEncoded && bytes != nil) { result += " " }
      result += bytes.map { String(decoding: $0, as: UTF8.self) } ?? String(word)
      wasEncoded = bytes != nil
    }
    return result
  }

  private static func unquoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      let code = String(decoding: rest.prefix(2), as: UTF8.self)
      if code != "\r\n" { bytes.append(UInt8(code, radix: 16) ?? byte) }
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
