/// The hosts that tracked links may lead to (`REKINDLE_LINK_HOSTS`): nothing else makes a redirect of ours safe.
struct LinkHosts: Sendable {
  private let authorities: Set<String>

  /// Reads a list with commas of `host` or `host:port`.
  init(parsing text: String) {
    authorities = Set(text.split { $0 == "," || $0 == " " }.map { $0.lowercased() })
  }

  /// Whether `target` is an https address on one of the hosts, written without any of the tricks that make a browser
  /// read another host than we do: user names, backslashes, controls, blanks and other characters beside ASCII.
  func allow(_ target: String) -> Bool {
    let scheme = "https://"
    guard target.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }), target.hasPrefix(scheme)
    else { return false }
    let authority = target.dropFirst(scheme.count).prefix { !"/?#".contains($0) }.lowercased()
    return authorities.contains(authority.hasSuffix(":443") ? String(authority.dropLast(4)) : authority)
  }
}
