/// Why an address may not be a link's target.
public enum LinkFault: Error, Equatable, Sendable, CustomStringConvertible {
  case scheme
  case host
  case character
  case length

  public var description: String {
    switch self {
    case .scheme: "it must start with https:// or mailto:"
    case .host: "it has no host, or a user name before the host"
    case .character: "it has a blank, a quote, an angle bracket or another character that must be percent-encoded"
    case .length: "it is longer than \(LinkTarget.maximumLength) bytes"
    }
  }
}

/// An address that a message may link to: `https:`, `mailto:`, or `http:` to this machine's loopback for local runs.
public struct LinkTarget: Sendable, Equatable, Hashable {
  /// Longest address, in bytes; longer ones are cut by some mail programs.
  public static let maximumLength = 2048

  public let url: String
  /// Whether the target opens a mail program; such links are never tracked.
  public let isMail: Bool

  /// Accepts `url` as it stands, or says why not.
  public init(_ url: String) throws(LinkFault) {
    if url.utf8.count > LinkTarget.maximumLength { throw .length }
    guard url.utf8.allSatisfy(LinkTarget.mayStand) else { throw .character }
    let lowered = String(decoding: url.utf8.prefix(8), as: UTF8.self).lowercased()
    if lowered.hasPrefix("mailto:") {
      guard url.dropFirst(7).contains("@") else { throw .host }
    } else if lowered.hasPrefix("https://") {
      guard LinkTarget.hasHost(url.dropFirst(8)) else { throw .host }
    } else {
      guard lowered.hasPrefix("http://"), LinkTarget.isLoopback(url.dropFirst(7)) else { throw .scheme }
    }
    self.url = url
    isMail = lowered.hasPrefix("mailto:")
  }

  /// Printable ASCII without the characters that end an address in HTML, in a header or in running text (RFC 3986).
  private static func mayStand(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
      UInt8(ascii: "`"):
      false
    default: (0x21...0x7E).contains(byte)
    }
  }

  private static func authority(_ rest: Substring) -> Substring {
    Substring(rest.utf8.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
  }

  private static func hasHost(_ rest: Substring) -> Bool {
    let authority = authority(rest)
    return !authority.isEmpty && !authority.utf8.contains(UInt8(ascii: "@"))
      && authority.utf8.first != UInt8(ascii: ":")
  }

  private static func isLoopback(_ rest: Substring) -> Bool {
    let authority = authority(rest)
    let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" }
    return hasHost(rest) && ["127.0.0.1", "localhost", "[::1"].contains(host)
  }
}
