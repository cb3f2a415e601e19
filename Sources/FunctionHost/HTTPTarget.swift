/// A request target in origin form: a path, perhaps with a query.
struct HTTPTarget {
  let text: String

  /// Takes a path or a whole URL, of which the path and query stay; nil for other forms, for characters that must be
  /// encoded, for segments `.` and `..`, encoded or not, and for a path whose percent encoding is broken.
  init?(_ target: String) {
    guard target.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }),
      let text = HTTPTarget.originForm(target)
    else { return nil }
    let path = text.prefix { $0 != "?" }
    for segment in path.split(separator: "/") {
      guard let decoded = HTTPTarget.decodeDots(segment), decoded != ".", decoded != ".." else { return nil }
    }
    self.text = text
  }

  private static func originForm(_ target: String) -> String? {
    if target.hasPrefix("/") { return target }
    let scheme = target.prefix { $0 != ":" }
    let rest = target.dropFirst(scheme.count)
    guard ["http", "https"].contains(scheme.lowercased()), rest.hasPrefix("://") else { return nil }
    let path = rest.dropFirst(3).drop { $0 != "/" && $0 != "?" }
    return path.hasPrefix("/") ? String(path) : "/" + path
  }

  /// The segment with `%2e` as `.` and nothing else decoded; nil where a percent sign stands without its two digits.
  private static func decodeDots(_ segment: Substring) -> String? {
    var pieces = segment.split(separator: "%", omittingEmptySubsequences: false)
    for index in pieces.indices.dropFirst() {
      let digits = pieces[index].prefix(2)
      guard digits.count == 2, digits.allSatisfy(\.isHexDigit) else { return nil }
      if digits.lowercased() == "2e" { pieces[index] = "." + pieces[index].dropFirst(2) }
    }
    return pieces.joined()
  }
}
