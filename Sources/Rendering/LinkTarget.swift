import Encoding

/// An address that a message may link to, in its one canonical spelling: `https:`, `mailto:`, or `http:` to this machine's
/// loopback for local runs.
///
/// Blanks around it are dropped; inside, blanks, apostrophes and everything beside ASCII are percent-encoded. Scheme and
/// host are in small letters, the scheme's own port is left out, and a path begins with a slash.
public struct LinkTarget: Sendable, Equatable, Hashable {
  /// Longest address, in bytes; longer ones are cut by some mail programs.
  public static let maximumLength = 2048

  public let url: String
  /// Host, and port where it is not the scheme's own; empty for mail.
  public let authority: String
  /// Whether the target opens a mail program; such links are never tracked.
  public let isMail: Bool

  /// Reads `text` as a browser would, or says why it is refused.
  public init(_ text: String) throws(LinkFault) {
    if let host = LinkTarget.hostOfCanonical(text) {
      (url, authority, isMail) = (text, host, false)
      return
    }
    let bytes = Array(text.withoutOuterBlanks.utf8)
    let scheme = String(decoding: bytes.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).lowercased()
    let rest = bytes.dropFirst(scheme.utf8.count + 1)
    isMail = scheme == "mailto"
    if isMail {
      guard rest.contains(UInt8(ascii: "@")) else { throw .host }
      authority = ""
      url = "mailto:" + (try LinkTarget.encoded(rest))
    } else {
      guard scheme == "https" || scheme == "http", rest.starts(with: "//".utf8) else { throw .scheme }
      let host = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
      authority = try LinkTarget.authority(host, ownPort: scheme == "https" ? 443 : 80)
      if scheme == "http", !LinkTarget.isLoopback(authority) { throw .scheme }
      let path = try LinkTarget.encoded(rest[host.endIndex...])
      url = "\(scheme)://\(authority)\(path.hasPrefix("/") ? "" : "/")\(path)"
    }
    if url.utf8.count > LinkTarget.maximumLength { throw .length }
  }

  /// Whether a link to it can be counted: everything but mail and pages of this machine.
  public var isTrackable: Bool { url.hasPrefix("https://") }

  /// The host of an address of the web that is spelled canonically, as nearly all of a message's dozen are; nil for others.
  private static func hostOfCanonical(_ text: String) -> String? {
    let scheme = "https://"
    guard text.utf8.count <= maximumLength, text.utf8.starts(with: scheme.utf8) else { return nil }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    guard let end = rest.firstIndex(of: UInt8(ascii: "/")), rest[end...].allSatisfy(isKept) else { return nil }
    let host = Substring(rest[..<end])
    return isHost(host) ? String(host) : nil
  }

  /// Host and port, or why they are none.
  private static func authority(_ bytes: ArraySlice<UInt8>, ownPort: Int) throws(LinkFault) -> String {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { throw .host }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let isAddress = ownPort == 80 && text.hasPrefix("[::1]")
    let host = isAddress ? "[::1]" : String(text.prefix { $0 != ":" })
    guard isAddress || isHost(host) else { throw .host }
    let port = text.dropFirst(host.count)
    if port.isEmpty || port == ":" { return host }
    guard port.first == ":", port.utf8.count <= 6, port.dropFirst().utf8.allSatisfy(isDigit),
      let number = Int(port.dropFirst()), (1...65_535).contains(number)
    else { throw .host }
    return number == ownPort ? host : "\(host):\(number)"
  }

  private static func isHost(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
    return text.utf8.allSatisfy {
      isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: ".")
    }
  }

  private static func isLoopback(_ authority: String) -> Bool {
    let host = authority.hasPrefix("[") ? "[::1]" : String(authority.prefix { $0 != ":" })
    return ["127.0.0.1", "localhost", "[::1]"].contains(host)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Whether the byte stands in an address as it is.
  private static func isKept(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F..., UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "`"), UInt8(ascii: "'"):
      false
    default: true
    }
  }

  /// Printable ASCII as it stands, but for what ends an address in HTML, in a header or in running text (RFC 3986).
  private static func encoded(_ bytes: ArraySlice<UInt8>) throws(LinkFault) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for byte in bytes {
      switch byte {
      case _ where isKept(byte): out.append(byte)
      case 0x20, UInt8(ascii: "'"), 0x80...:
        out.append(UInt8(ascii: "%"))
        Hexadecimal.upper.append(byte, to: &out)
      default: throw .character
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
