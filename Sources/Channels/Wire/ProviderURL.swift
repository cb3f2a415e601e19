/// The address of a provider: encrypted, or on this machine.
public struct ProviderURL: Sendable, Hashable {
  /// Which protocols an address may have.
  public enum Schemes: Sendable {
    /// `https`, and `http` for a loopback host.
    case web
    /// `smtps`, and `smtp` with STARTTLS, which is left out for a loopback host alone.
    case mail
  }

  public let text: String

  /// Reads a setting's value, a closing slash removed; `setting` is named in the error.
  public init(_ text: String, setting: String, schemes: Schemes = .web) throws(ProviderSettingError) {
    guard text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }), ProviderURL.isSecure(text, schemes: schemes) else {
      let wanted = schemes == .web ? "an https URL (http for loopback alone)" : "an smtps:// or smtp:// URL"
      throw ProviderSettingError(setting: setting, reason: "write \(wanted) without blanks, user and fragment")
    }
    self.text = text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  private init(unchecked text: String) { self.text = text }

  /// Whether the host is this machine.
  public var isLoopback: Bool { ProviderURL.host(of: text).map(ProviderURL.isLoopback) ?? false }

  /// The address of `path` below this one; the caller has percent-encoded it.
  public func appending(_ path: String) -> ProviderURL { ProviderURL(unchecked: text + path) }

  static func isSecure(_ text: String, schemes: Schemes) -> Bool {
    guard let host = host(of: text), !host.isEmpty, !text.utf8.contains(UInt8(ascii: "#")) else { return false }
    switch (schemes, Substring(text.utf8.prefix { $0 != UInt8(ascii: ":") })) {
    case (.web, "https"), (.mail, "smtps"), (.mail, "smtp"): return true
    case (.web, "http"): return isLoopback(host)
    default: return false
    }
  }

  /// The host without its port; nil where there is none or it is preceded by a user.
  private static func host(of text: String) -> Substring? {
    let rest = text.utf8.drop { $0 != UInt8(ascii: ":") }
    guard rest.starts(with: "://".utf8) else { return nil }
    let authority = rest.dropFirst(3).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    guard !authority.contains(UInt8(ascii: "@")), !authority.contains(UInt8(ascii: "\\")) else { return nil }
    let isLiteral = authority.first == UInt8(ascii: "[")
    return Substring(authority.prefix { $0 != (isLiteral ? UInt8(ascii: "]") : UInt8(ascii: ":")) })
  }

  private static func isLoopback(_ host: Substring) -> Bool {
    host == "localhost" || host == "[::1" || isLoopbackIPv4(host)
  }

  private static func isLoopbackIPv4(_ host: Substring) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
