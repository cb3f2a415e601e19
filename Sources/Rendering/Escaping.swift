import Encoding

/// How a value is made harmless for the place where it is printed.
public enum Escaping: Sendable, Equatable {
  /// HTML text and quoted attributes: markup characters become references.
  case html
  /// Plain text on one line: line breaks become blanks.
  case text
  /// A mail header such as the subject: as `text`.
  case header
  /// A short message: as `text`.
  case sms
  /// A message on Discord: what would be formatted, a link or a mention there is shown as it was written.
  case discord
  /// Part of a link's target: percent-encoded (RFC 3986 unreserved characters stay).
  case urlComponent

  /// Appends `value` to `out`; control characters and characters that override the writing direction never pass.
  func append(_ value: String, to out: inout [UInt8]) {
    if self == .discord { return out.append(contentsOf: DiscordText.value(value).utf8) }
    var value = value
    let isCopied = value.withUTF8 { bytes in
      guard bytes.allSatisfy({ isPlain($0) }) else { return false }
      out.append(contentsOf: bytes)
      return true
    }
    if !isCopied { for scalar in value.unicodeScalars { append(scalar, to: &out) } }
  }

  /// Whether a byte can be copied whatever stands around it.
  private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"),
      UInt8(ascii: "="), UInt8(ascii: "%"):
      self != .urlComponent
    default: false
    }
  }

  private func append(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
    if scalar.isLineBreak {
      if self == .html { out.append(contentsOf: scalar.utf8) } else { out.append(UInt8(ascii: " ")) }
      return
    }
    if scalar.isControl || scalar.overridesDirection { return }
    switch self {
    case .html: scalar.appendReference(to: &out)
    case .urlComponent: out.append(contentsOf: PercentEncoding.encode(String(scalar)).utf8)
    case .text, .header, .sms, .discord: out.append(contentsOf: scalar.utf8)
    }
  }
}

extension Unicode.Scalar {
  /// Tab, line feed, carriage return and the other characters that start a new line or column.
  var isLineBreak: Bool { (0x09...0x0D).contains(value) || value == 0x85 || value == 0x2028 || value == 0x2029 }

  /// C0 and C1 controls, DEL, and the byte order mark inside a text.
  var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xFEFF }

  /// Embeddings, overrides and isolates of the bidirectional algorithm (UAX #9), which can disguise a text.
  var overridesDirection: Bool { (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) }

  fileprivate func appendReference(to out: inout [UInt8]) {
    switch self {
    case "&": out.append(contentsOf: "&amp;".utf8)
    case "<": out.append(contentsOf: "&lt;".utf8)
    case ">": out.append(contentsOf: "&gt;".utf8)
    case "\"": out.append(contentsOf: "&quot;".utf8)
    case "'": out.append(contentsOf: "&#39;".utf8)
    default: out.append(contentsOf: utf8)
    }
  }
}
